-- One row per party that a listing fact names: only where somebody says that it was listed, not where it is planned, feared or denied; status says how firmly.
SELECT
    named_id(concat(facts.fact_id, '|', named.name)) AS id, 'Sanction' AS schema,
    properties([
        ('entity', [any_value(coalesce(known.id, named_id(named.name)))]),
        ('country', any_value(country_codes(facts.actors))),
        ('authority', list_sort(list_distinct(flatten(list(claims.actor_names))))),
        ('program', list_sort(list(DISTINCT claims.instrument_asserted))),
        ('listingDate', list_sort(list(DISTINCT CASE WHEN claims.event_precision = 'day' THEN claims.event_start::VARCHAR END))),
        ('status', [any_value(facts.status_best)]),
        ('reason', list_sort(list(DISTINCT claims.evidence))),
        ('sourceUrl', list_sort(list(DISTINCT web_address(articles.url)))),
        ('recordId', [any_value(facts.fact_id)])
    ]) AS properties
FROM facts
JOIN named ON named.fact_id = facts.fact_id AND named.side = 'recipients' AND named.role = 'asserts'
JOIN claims ON claims.claim_id = named.claim_id AND claims.status NOT IN ('alleged', 'possible_concern')
JOIN articles ON articles.article_id = claims.article_id AND articles.version = claims.article_version
LEFT JOIN known ON known.name = named.name
WHERE facts.kind = 'designation' AND facts.phase = 'done'
GROUP BY facts.fact_id, named.name
