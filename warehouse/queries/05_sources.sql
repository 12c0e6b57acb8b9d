-- What did each source give in a run: new, known, left out? Sources that gave nothing come first.
-- parameter run = latest  ; a run_id, or latest
WITH chosen AS (
    SELECT counts FROM runs
    WHERE run_id = CASE WHEN $run = 'latest' THEN (SELECT max(run_id) FROM runs WHERE json_exists(counts, '$.sources')) ELSE $run END
)
SELECT
    entry.key AS source,
    CAST(entry.value ->> 'new' AS BIGINT) AS new,
    CAST(entry.value ->> 'known' AS BIGINT) AS known,
    CAST(entry.value ->> 'left_out' AS BIGINT) AS left_out,
    new + known = 0 AS gave_nothing
FROM chosen, json_each(chosen.counts -> 'sources') AS entry
ORDER BY gave_nothing DESC, source
