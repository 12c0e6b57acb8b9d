-- What was left out, where did it stand, and why?
-- parameter run = all (all, <run>)  ; a run_id, or all
SELECT quarantined_at, stage, source, origin, subject, array_to_string(reasons, '; ') AS reasons, left(payload, 300) AS begins, quarantine_id, released_at
FROM quarantine
WHERE $run = 'all' OR run_id = $run
ORDER BY quarantined_at DESC, stage, origin
