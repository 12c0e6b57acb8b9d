-- One row per source: what it gave and when, so that counts that jump because a source came in are seen for what they are.
SELECT
    articles.source, min(articles.first_seen) AS watched_since, count(DISTINCT articles.article_id) AS articles, min(articles.published) AS oldest, max(articles.published) AS newest,
    count(DISTINCT claims.article_id) AS articles_with_claims, count(claims.claim_id) AS claims
FROM articles LEFT JOIN claims ON claims.article_id = articles.article_id AND claims.article_version = articles.version AND claims.withdrawn_at IS NULL
GROUP BY articles.source
