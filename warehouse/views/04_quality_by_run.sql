-- One row per run and suite: how many expectations held, how many failed and how badly.
SELECT
    run_id,
    suite,
    count(*) AS expectations,
    count(*) FILTER (success) AS held,
    count(*) FILTER (NOT success AND severity = 'critical') AS failed_critical,
    count(*) FILTER (NOT success AND severity = 'warning') AS failed_warning,
    coalesce(sum(unexpected) FILTER (scope = 'row'), 0) AS rows_failed
FROM quality_results
GROUP BY run_id, suite
ORDER BY run_id, suite
