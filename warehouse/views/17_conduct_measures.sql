-- One row per kind, parties, state of the law (since a day) and paragraph of our table that bears on such conduct then: how many claims, whether it is disputed, and by whom; a suggestion, no finding.
WITH rules AS (
    SELECT
        measure_kinds.kind, instruments.instrument_id, measures.paragraph, measures.measure, instruments.jurisdiction, instruments.targets, measure_kinds.bearing, measure_kinds.confidence,
        string_split(measures.flow_from, ';') AS flow_from, string_split(measures.flow_to, ';') AS flow_to, measures.flow_from = 'any' AS from_any, measures.flow_to = 'any' AS to_any
    FROM measure_kinds
    JOIN measures ON measures.instrument_id = measure_kinds.instrument_id AND measures.paragraph = measure_kinds.paragraph
    JOIN instruments ON instruments.instrument_id = measure_kinds.instrument_id
    WHERE measure_kinds.bearing <> 'context'
), conducts AS (
    SELECT kind, actors, recipients, law_since, count(*) AS claims, min(day) AS first_day, max(day) AS last_day FROM claim_days GROUP BY kind, actors, recipients, law_since
), parties AS (
    -- What is stolen goes to who steals it; everything else goes to the recipients.
    SELECT DISTINCT kind, actors, recipients, CASE WHEN kind = 'cyber_theft' THEN actors ELSE recipients END AS getting, list_concat(actors, recipients) AS involved FROM conducts
), bearing AS (
    SELECT parties.kind, parties.actors, parties.recipients, rules.* EXCLUDE (kind)
    FROM parties JOIN rules ON rules.kind = parties.kind
    WHERE CASE
        -- A listing rests on the law of the authority that lists; measures against listed parties say nothing about other conduct.
        WHEN parties.kind = 'designation' THEN list_contains(parties.actors, rules.jurisdiction) AND list_has_any(rules.targets, parties.recipients)
        WHEN rules.flow_from = ['designated'] OR rules.flow_to = ['designated'] THEN false
        ELSE (rules.from_any OR list_has_any(rules.flow_from, parties.actors)) AND (rules.to_any OR list_has_any(rules.flow_to, parties.getting))
            AND (NOT rules.from_any AND NOT rules.to_any OR list_has_any(rules.targets, parties.involved))
    END
)
SELECT
    conducts.kind, conducts.actors, conducts.recipients, conducts.law_since, bearing.instrument_id, bearing.paragraph, bearing.measure, bearing.jurisdiction, bearing.bearing, bearing.confidence,
    bearing.bearing IN ('contested', 'defence') OR len(periods.contested_by) > 0 AS contested, periods.contested_by, conducts.claims, conducts.first_day, conducts.last_day
FROM conducts
JOIN bearing ON bearing.kind = conducts.kind AND bearing.actors = conducts.actors AND bearing.recipients = conducts.recipients
JOIN measures ON measures.instrument_id = bearing.instrument_id AND measures.paragraph = bearing.paragraph
JOIN instrument_periods AS periods ON periods.instrument_id = bearing.instrument_id
WHERE conducts.law_since >= greatest(periods.applies_from, measures.applies_from) AND conducts.law_since <= coalesce(least(periods.applies_until, measures.applies_until), DATE '9999-12-31')
