-- One row per claim in the latest version of its article, with the article's publisher, address and source.
SELECT claims.*, current_articles.publisher, current_articles.url, current_articles.title, current_articles.source
FROM claims
JOIN current_articles ON current_articles.article_id = claims.article_id AND current_articles.version = claims.article_version
