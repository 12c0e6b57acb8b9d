-- One row per series (articles of a source or in a language, claims of a kind): its last 24 hours, back from the last run, against up to 28 days before.
-- Days without a run are not compared. A series is judged from its eighth day on; a source counts in the series of languages and kinds from
-- then on too, so that its onset is no alarm.
WITH clock AS (SELECT max(started_at) AS until FROM runs WHERE flow IN ('monitor', 'ingest', 'load')),
looked AS (
    SELECT DISTINCT date_diff('minute', started_at, until) // 1440 AS day FROM runs, clock
    WHERE flow IN ('monitor', 'ingest') AND started_at > until - INTERVAL 29 DAY
),
onsets AS (SELECT source, min(first_seen) AS onset FROM articles GROUP BY source),
settled AS (SELECT source FROM onsets, clock WHERE onset <= until - INTERVAL 7 DAY),
-- A row is stored after its run started: it belongs to the day of that start.
counted AS (
    SELECT 'articles of source' AS counts, source AS series, runs.started_at AS came FROM articles JOIN runs USING (run_id)
    UNION ALL
    SELECT 'articles in language', language, runs.started_at FROM articles JOIN runs USING (run_id) WHERE language IS NOT NULL AND source IN (FROM settled)
    UNION ALL
    SELECT 'claims of kind', claims.kind, runs.started_at
    FROM claims JOIN runs ON runs.run_id = claims.run_id
    JOIN articles ON articles.article_id = claims.article_id AND articles.version = claims.article_version
    WHERE articles.source IN (FROM settled)
),
series AS (SELECT counts, series, min(came) AS onset FROM counted GROUP BY ALL),
numbers AS (
    SELECT series.counts, series.series, looked.day, count(counted.came) AS number
    FROM series CROSS JOIN looked CROSS JOIN clock
    LEFT JOIN counted ON counted.counts = series.counts AND counted.series = series.series AND date_diff('minute', counted.came, until) // 1440 = looked.day
    WHERE series.onset <= until - looked.day * INTERVAL 1 DAY
    GROUP BY ALL
)
SELECT
    series.counts, series.series, CAST(series.onset AS DATE) AS onset,
    coalesce(max(number) FILTER (day = 0), 0) AS latest,
    count(number) FILTER (day > 0) AS days,
    min(number) FILTER (day > 0) AS least, CAST(median(number) FILTER (day > 0) AS DOUBLE) AS middle, max(number) FILTER (day > 0) AS most,
    count(number) FILTER (day > 0) >= 7 AS judged
FROM series LEFT JOIN numbers ON numbers.counts = series.counts AND numbers.series = series.series
GROUP BY ALL
