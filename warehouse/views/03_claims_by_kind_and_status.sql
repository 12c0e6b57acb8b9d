-- One row per kind and status: how many current claims, from how many articles and speakers.
SELECT kind, status, count(*) AS claims, count(DISTINCT article_id) AS articles, count(DISTINCT speaker) AS speakers, min(reported_date) AS first_reported, max(reported_date) AS last_reported
FROM current_claims
GROUP BY kind, status
ORDER BY kind, claims DESC, status
