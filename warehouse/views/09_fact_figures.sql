-- One row per fact, speaker, counted unit and type of number (stock or flow; null where the text does not say): the range a speaker gives. Vague numbers apart; nothing is summed.
SELECT
    piece_facts.fact_id, piece_facts.role, fact_voices.speaker, fact_voices.speaker_country, fact_voices.unit, fact_voices.quantity_type, fact_voices.vague,
    min(fact_voices.quantity_min) AS quantity_min, max(fact_voices.quantity_max) AS quantity_max, min(fact_voices.first_said) AS first_said, max(fact_voices.last_said) AS last_said,
    CAST(sum(fact_voices.claims) AS BIGINT) AS claims
FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
WHERE fact_voices.quantity_min IS NOT NULL OR fact_voices.quantity_max IS NOT NULL
GROUP BY ALL
