-- One row per deployment fact, month of the words, speaker, unit and type of number: the range given. Flows (so many more), stocks (so many in all) and numbers that do not say are apart; vague ones are marked; nothing is summed.
SELECT
    facts.fact_id, facts.actors, facts.recipients, facts.phase, fact_voices.counted_in AS month, fact_voices.speaker, fact_voices.speaker_country, fact_voices.status, fact_voices.unit,
    coalesce(fact_voices.quantity_type, 'not said') AS counted_as, fact_voices.vague, min(fact_voices.quantity_min) AS quantity_min, max(fact_voices.quantity_max) AS quantity_max,
    CAST(sum(fact_voices.claims) AS BIGINT) AS claims
FROM facts JOIN piece_facts ON piece_facts.fact_id = facts.fact_id JOIN fact_voices ON fact_voices.piece = piece_facts.piece
WHERE facts.kind = 'troop_deployment' AND piece_facts.role <> 'denies' AND (fact_voices.quantity_min IS NOT NULL OR fact_voices.quantity_max IS NOT NULL)
GROUP BY ALL
