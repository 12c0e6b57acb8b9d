-- How many soldiers, says who, and when was it said? Casualties are kept apart.
SELECT
    reported_date, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, status, coalesce(speaker, '(outlet''s own voice)') AS speaker,
    quantity_min, quantity_max, unit, quantity_type, losses_min, losses_max, place, event_start, event_end, evidence
FROM troop_deployments
WHERE quantity_min IS NOT NULL OR quantity_max IS NOT NULL OR losses_min IS NOT NULL OR losses_max IS NOT NULL
ORDER BY reported_date NULLS LAST, speaker
