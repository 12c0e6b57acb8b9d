-- Who says what, how firmly: claims by kind, status and speaker?
SELECT kind, status, coalesce(speaker, '(outlet''s own voice)') AS speaker, speaker_country, count(*) AS claims, count(DISTINCT article_id) AS articles, max(reported_date) AS last_reported
FROM current_claims
GROUP BY ALL
ORDER BY kind, claims DESC, status, speaker
