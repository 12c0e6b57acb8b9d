-- How did each expectation fare in the last runs that checked anything: held or not, and on how many rows it failed?
-- parameter runs = 20 (<number>)  ; how many runs
SELECT run_id, suite, expectation, any_value(severity) AS severity, bool_and(success) AS held, CAST(coalesce(sum(checked), 0) AS BIGINT) AS checked, CAST(coalesce(sum(unexpected), 0) AS BIGINT) AS unexpected
FROM quality_results
WHERE run_id IN (SELECT run_id FROM quality_results GROUP BY run_id ORDER BY run_id DESC LIMIT CAST($runs AS BIGINT))
GROUP BY run_id, suite, expectation
ORDER BY suite, expectation, run_id
