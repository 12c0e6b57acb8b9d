-- How well is each language covered: articles, how many were read, the share that gave claims, and since when it is watched (before that, silence means nothing)?
SELECT
    coalesce(articles.language, 'unknown') AS language, count(*) AS articles, count(DISTINCT articles.source) AS sources, count(readings.article_id) AS articles_read,
    count(*) FILTER (readings.claims > 0) AS articles_with_claims, round(100.0 * count(*) FILTER (readings.claims > 0) / nullif(count(readings.article_id), 0), 1) AS relevant_percent,
    coalesce(CAST(sum(readings.claims) AS BIGINT), 0) AS claims, CAST(min(articles.first_seen) AS DATE) AS watched_since, min(articles.published) AS oldest, max(articles.published) AS newest
FROM current_articles AS articles
LEFT JOIN (SELECT article_id, article_version, max(claims) AS claims FROM article_readings GROUP BY article_id, article_version) AS readings
    ON readings.article_id = articles.article_id AND readings.article_version = articles.version
GROUP BY 1
ORDER BY articles DESC, language
