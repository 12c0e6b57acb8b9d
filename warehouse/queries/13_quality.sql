-- Which expectations held in a run, and on how many rows did they fail?
-- parameter run = latest (latest, <run>)  ; a run_id, or latest
SELECT suite, expectation, scope, severity, success, checked, unexpected, observed, why
FROM quality_results
WHERE run_id = CASE WHEN $run = 'latest' THEN (SELECT max(run_id) FROM quality_results) ELSE $run END
ORDER BY success, severity, suite, expectation
