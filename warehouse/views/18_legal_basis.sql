-- One row per current claim that names a rule or whose conduct our table knows one for: what the speaker asserts, what is only inferred, and what is contested, never mixed; no finding of a violation.
WITH suggested AS (
    SELECT
        kind, actors, recipients, law_since,
        coalesce(list_sort(list(concat(instrument_id, ' ', paragraph)) FILTER (NOT contested)), []) AS inferred,
        coalesce(list_sort(list(concat(instrument_id, ' ', paragraph)) FILTER (contested)), []) AS contested,
        list_sort(list_distinct(flatten(list(contested_by)))) AS contested_by
    FROM conduct_measures
    GROUP BY kind, actors, recipients, law_since
)
SELECT
    claims.claim_id, claims.kind, claims.status, claims.actors, claims.recipients, claim_days.day, claims.speaker, claims.instrument_asserted AS asserted,
    coalesce(suggested.inferred, []) AS inferred, coalesce(suggested.contested, []) AS contested, coalesce(suggested.contested_by, []) AS contested_by
FROM current_claims AS claims
LEFT JOIN claim_days ON claim_days.claim_id = claims.claim_id
LEFT JOIN suggested ON suggested.kind = claim_days.kind AND suggested.actors = claim_days.actors AND suggested.recipients = claim_days.recipients AND suggested.law_since = claim_days.law_since
WHERE claims.instrument_asserted IS NOT NULL OR suggested.kind IS NOT NULL
