-- One row per sentence and doubt in the latest version of its article: wording that the rules did not understand, with the article's publisher and address.
SELECT review.* EXCLUDE (withdrawn_at, withdrawn_by), current_articles.publisher, current_articles.url, current_articles.title, current_articles.published, current_articles.source
FROM review
JOIN current_articles ON current_articles.article_id = review.article_id AND current_articles.version = review.article_version
WHERE review.withdrawn_at IS NULL
