-- How many soldiers, says who, when? Flows, stocks and numbers that do not say which are apart, and so are losses; nothing is summed.
SELECT
    month, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, phase, counted_as, coalesce(speaker, '(outlet''s own voice)') AS speaker, speaker_country, status,
    quantity_min, quantity_max, unit, vague, claims, fact_id
FROM troop_figures_by_month
UNION ALL
SELECT
    CAST(date_trunc('month', coalesce(asserted_date, reported_date)) AS DATE), array_to_string(actors, ', '), array_to_string(recipients, ', '), 'done', 'losses',
    coalesce(speaker, '(outlet''s own voice)'), speaker_country, status, min(losses_min), max(losses_max), 'casualties', false, count(*), NULL
FROM troop_deployments
WHERE losses_min IS NOT NULL OR losses_max IS NOT NULL
GROUP BY ALL
ORDER BY month NULLS LAST, actors, recipients, counted_as, speaker, unit, quantity_min, status, fact_id
