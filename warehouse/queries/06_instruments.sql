-- Which rules do speakers name for each kind of conduct, and which does only our table suggest? Asserted, inferred and contested are rows apart; an inferred rule is no finding of a violation.
-- parameter basis = all (all, asserted, inferred, contested)  ; on whose word the rule stands there
WITH asserted AS (
    SELECT kind, instrument_asserted, count(*) AS claims, list(DISTINCT speaker) AS speakers, min(reported_date) AS first_day, max(reported_date) AS last_day
    FROM current_claims
    WHERE instrument_asserted IS NOT NULL
    GROUP BY kind, instrument_asserted
), named AS (
    -- Instruments whose number stands in the words of speakers: 1718, 833/2014.
    SELECT instruments.instrument_id, CAST(sum(words.claims) AS BIGINT) AS claims
    FROM (SELECT DISTINCT instrument_asserted, sum(claims) AS claims, unnest(list_distinct(regexp_extract_all(instrument_asserted, '\d+(?:/\d+)?'))) AS number FROM asserted GROUP BY instrument_asserted) AS words
    JOIN instruments ON regexp_extract(instruments.instrument_id, '^(?:UNSCR|EU|EU-CFSP|US-EO|UK-SI)-(\d+(?:/\d+)?)$', 1) = words.number
    GROUP BY instruments.instrument_id
), suggested AS (
    SELECT
        kind, CASE WHEN contested THEN 'contested' ELSE 'inferred' END AS basis, instrument_id, paragraph, measure, bearing,
        array_to_string(list_sort(list_distinct(flatten(list(contested_by)))), ', ') AS contested_by, CAST(sum(claims) AS BIGINT) AS claims, min(first_day) AS first_day, max(last_day) AS last_day
    FROM conduct_measures
    GROUP BY ALL
)
SELECT
    kind, 'asserted' AS basis, instrument_asserted AS rule, claims, array_to_string(list_slice(list_sort(speakers), 1, 10), '; ') AS said_by, NULL AS claims_naming_it, NULL AS measure, NULL AS bearing,
    NULL AS contested_by, first_day, last_day
FROM asserted
WHERE $basis IN ('all', 'asserted')
UNION ALL
SELECT
    suggested.kind, suggested.basis, concat(suggested.instrument_id, ' ', suggested.paragraph), suggested.claims, NULL, coalesce(named.claims, 0), suggested.measure, suggested.bearing,
    nullif(suggested.contested_by, ''), suggested.first_day, suggested.last_day
FROM suggested LEFT JOIN named ON named.instrument_id = suggested.instrument_id
WHERE $basis IN ('all', suggested.basis)
ORDER BY kind, list_position(['asserted', 'inferred', 'contested'], basis), claims DESC, rule
