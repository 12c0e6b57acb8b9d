-- One row per language: articles, how many were read (a language pack is there) and how many gave claims.
SELECT
    coalesce(articles.language, 'unknown') AS language, count(*) AS articles, count(readings.article_id) AS articles_read, count(*) FILTER (readings.claims > 0) AS articles_with_claims,
    coalesce(CAST(sum(readings.claims) AS BIGINT), 0) AS claims
FROM current_articles AS articles
LEFT JOIN current_readings AS readings ON readings.article_id = articles.article_id AND readings.article_version = articles.version
GROUP BY 1
