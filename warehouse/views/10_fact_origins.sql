-- One row per fact and independent origin: a named speaker, or where nobody is named the first publisher, with how many claims go back to it.
SELECT
    piece_facts.fact_id, fact_voices.origin, max(fact_voices.speaker_country) AS speaker_country, max(fact_voices.speaker_role) AS speaker_role,
    CAST(sum(fact_voices.claims) AS BIGINT) AS claims, min(fact_voices.first_said) AS first_said, max(fact_voices.last_said) AS last_said
FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
WHERE piece_facts.role <> 'denies'
GROUP BY piece_facts.fact_id, fact_voices.origin
