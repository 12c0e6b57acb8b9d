-- How is each source, since when and why, and what did it give in a run? What is not well comes first.
-- parameter run = latest (latest, <run>)  ; a run_id, or latest
SELECT source, state, since, why, fetched, entries, new, unchanged, failed, waiting, newest, usual_hours, checked_at
FROM source_health
WHERE run_id = CASE WHEN $run = 'latest' THEN (SELECT arg_max(run_id, checked_at) FROM source_health) ELSE $run END
ORDER BY state = 'ok', source
