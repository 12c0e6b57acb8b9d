-- One row per fact. What FollowTheMoney has no slot for (status, counts, who denies, figures) is in keywords and summary, and without loss in the tables.
WITH names AS (
    SELECT upper(country) AS code, min(name_en) AS name FROM entities WHERE type = 'country' GROUP BY 1
), sides AS (
    SELECT fact_id, side, array_to_string(list_sort(list(coalesce(names.name, code))), ', ') AS words
    FROM (SELECT fact_id, 'actors' AS side, unnest(actors) AS code FROM facts UNION ALL SELECT fact_id, 'recipients', unnest(recipients) FROM facts) LEFT JOIN names USING (code)
    GROUP BY fact_id, side
), evidence AS (
    SELECT fact_id, list_sort(list(DISTINCT content_hash)) AS articles FROM documented GROUP BY fact_id
), parties AS (
    SELECT fact_id, list_sort(list(DISTINCT known.id)) AS known FROM named JOIN known ON known.name = named.name WHERE role <> 'denies' GROUP BY fact_id
), figures AS (
    SELECT fact_id, array_to_string(list_sort(list(concat(coalesce(speaker, 'outlets'), ': ', concat_ws(' to ', number_words(quantity_min), CASE WHEN quantity_max IS DISTINCT FROM quantity_min THEN number_words(quantity_max) END),
        ' ' || unit, ' (' || concat_ws(', ', quantity_type, CASE WHEN vague THEN 'vague' END) || ')'))), '; ') AS words
    FROM fact_figures WHERE role <> 'denies' GROUP BY fact_id
)
SELECT
    facts.fact_id AS id, 'Event' AS schema,
    properties([
        ('name', [concat(replace(kind, '_', ' '), ': ', coalesce(actors.words, 'unknown'), ' to ' || recipients.words, ' (' || thing || ')', CASE WHEN phase <> 'done' THEN ', ' || phase END)]),
        ('startDate', [event_start::VARCHAR]),
        ('endDate', [event_end::VARCHAR]),
        ('location', places),
        ('country', country_codes(list_concat(facts.actors, facts.recipients))),
        ('involved', coalesce(parties.known, [])),
        ('keywords', list_sort(list_distinct(list_concat([kind, phase, status_best, CASE WHEN contested THEN 'contested' END, thing], items)))),
        ('summary', [concat('Best status: ', status_best, '; latest: ', status_latest, '; claims: ', claim_count, '; independent origins: ', independent_origins, '; denials: ', denial_count,
            CASE WHEN contested THEN '; contested by: ' || array_to_string(contested_by, ', ') END, CASE WHEN len(conflicts) > 0 THEN '; claims differ in: ' || array_to_string(conflicts, ', ') END,
            '; figures: ' || figures.words, '.')]),
        ('proof', coalesce(evidence.articles, [])),
        ('recordId', [facts.fact_id])
    ]) AS properties
FROM facts
LEFT JOIN sides AS actors ON actors.fact_id = facts.fact_id AND actors.side = 'actors'
LEFT JOIN sides AS recipients ON recipients.fact_id = facts.fact_id AND recipients.side = 'recipients'
LEFT JOIN evidence ON evidence.fact_id = facts.fact_id
LEFT JOIN parties ON parties.fact_id = facts.fact_id
LEFT JOIN figures ON figures.fact_id = facts.fact_id
