-- One row per claim of a fact: which text reports, denies or plans which facts, in which words.
SELECT
    claims.claim_id AS id, 'Documentation' AS schema,
    properties([
        ('document', [any_value(documented.content_hash)]),
        ('entity', list_sort(list(DISTINCT documented.fact_id))),
        ('role', [any_value(CASE documented.role WHEN 'asserts' THEN 'reports' ELSE documented.role END)]),
        ('status', [any_value(claims.status)]),
        ('date', [any_value(coalesce(claims.asserted_date, claims.reported_date)::VARCHAR)]),
        ('summary', [any_value(claims.evidence)]),
        ('description', [any_value('Speaker: ' || claims.speaker || ' (' || nullif(concat_ws(', ', claims.speaker_country, claims.speaker_role), '') || ')')]),
        ('namesMentioned', list_sort(list_distinct(any_value(list_concat([claims.speaker], claims.actor_names, claims.recipient_names))))),
        ('publisher', [any_value(articles.publisher)]),
        ('sourceUrl', [any_value(web_address(articles.url))]),
        ('recordId', [claims.claim_id])
    ]) AS properties
FROM documented
JOIN claims ON claims.claim_id = documented.claim_id
JOIN articles ON articles.article_id = claims.article_id AND articles.version = claims.article_version
GROUP BY claims.claim_id
