-- Where is it quiet that should not be: sources that are not well or silent beyond their rhythm, and languages with articles and no claims?
SELECT 'source' AS what, source AS name, state, why, newest, NULL AS articles, NULL AS articles_read
FROM source_states
WHERE state <> 'ok'
UNION ALL
SELECT 'language', language, CASE WHEN articles_read = 0 THEN 'not read' ELSE 'no claims' END,
    CASE WHEN articles_read = 0 THEN 'there is no language pack' ELSE 'articles were read and no claim was found' END, NULL, articles, articles_read
FROM language_coverage
WHERE claims = 0
ORDER BY what DESC, name
