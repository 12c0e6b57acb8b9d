-- One row per article: its latest version.
SELECT * FROM articles
QUALIFY version = max(version) OVER (PARTITION BY article_id)
