-- One row per article: its latest version.
SELECT * FROM articles
WHERE version = 1 AND article_id NOT IN (SELECT article_id FROM articles WHERE version > 1)
   OR version > 1 AND (article_id, version) IN (SELECT (article_id, max(version)) FROM articles WHERE version > 1 GROUP BY article_id)
