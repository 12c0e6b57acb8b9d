-- Which runs were there, how did they end, and what did they bring?
SELECT run_id, flow, started_at, round(epoch(finished_at - started_at), 1) AS seconds, outcome, message, counts ->> 'articles_new' AS articles_new, counts ->> 'claims_new' AS claims_new
FROM runs
ORDER BY run_id DESC
LIMIT 50
