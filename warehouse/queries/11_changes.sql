-- What changed in a run: facts and claims added, altered or withdrawn, each field with its old and new value?
-- parameter run = latest  ; a run_id, or latest: the last run that changed anything
SELECT run_id, subject, subject_id, change, field, old, new
FROM changes
WHERE run_id = CASE WHEN $run = 'latest' THEN (SELECT max(run_id) FROM changes) ELSE $run END
ORDER BY computation, subject DESC, subject_id, field
