-- One row per text that a claim of a fact was read in. The id is the SHA-256 of title and text; contentHash has the SHA-1 of the text, which is all that FollowTheMoney has room for.
SELECT
    articles.content_hash AS id, 'Article' AS schema,
    properties([
        ('title', [any_value(articles.title ORDER BY articles.article_id)]),
        ('contentHash', [sha1(any_value(articles.text ORDER BY articles.article_id))]),
        ('publisher', list_sort(list(DISTINCT articles.publisher))),
        ('sourceUrl', list_sort(list(DISTINCT web_address(articles.url)))),
        ('publishedAt', list_sort(list(DISTINCT articles.published::VARCHAR))),
        ('language', list_sort(list(DISTINCT languages.three))),
        ('retrievedAt', list_sort(list(DISTINCT strftime(articles.first_seen, '%Y-%m-%dT%H:%M:%S'))))
    ]) AS properties
FROM articles
SEMI JOIN documented ON documented.content_hash = articles.content_hash
LEFT JOIN languages ON languages.two = articles.language
GROUP BY articles.content_hash
