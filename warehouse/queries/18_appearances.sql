-- Where did the same words appear? Articles seen at more than one place, copies with a changed word included.
SELECT
    coalesce(articles.copy_of, articles.article_id) AS original, count(*) AS appearances, count(DISTINCT appearances.publisher) AS publishers,
    any_value(articles.title) AS title, min(appearances.first_seen) AS first_seen, array_to_string(list_sort(list(DISTINCT appearances.url)), ' ') AS addresses
FROM appearances
JOIN articles ON articles.article_id = appearances.article_id AND articles.version = appearances.version
GROUP BY original
HAVING count(*) > 1
ORDER BY appearances DESC, original
