-- One row per kind, phase and month of the first report: how many facts came up, how many rest on several origins, are confirmed, are contested.
SELECT
    kind, phase, CAST(date_trunc('month', first_reported) AS DATE) AS month, count(*) AS facts, count(*) FILTER (independent_origins > 1) AS several_origins,
    count(*) FILTER (status_best = 'confirmed_by_parties') AS confirmed, count(*) FILTER (contested) AS contested
FROM facts
GROUP BY ALL
