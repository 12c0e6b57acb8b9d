-- One row per person, firm or body that a claim names on either side and our reference data know by exactly this name; and per other party of a listing, of which only the name is known.
SELECT
    known.id, any_value(known.schema) AS schema,
    properties([('name', [any_value(known.name)]), ('country', country_codes([any_value(entities.country)])), ('wikidataId', [any_value(entities.wikidata_qid)])]) AS properties
FROM known JOIN entities ON entities.entity_id = known.entity_id
SEMI JOIN named ON named.name = known.name
GROUP BY known.id
UNION ALL
SELECT DISTINCT named_id(named.name), 'LegalEntity', properties([('name', [named.name])])
FROM named JOIN facts ON facts.fact_id = named.fact_id AND facts.kind = 'designation' AND facts.phase = 'done'
ANTI JOIN known ON known.name = named.name
WHERE named.side = 'recipients' AND named.role = 'asserts'
