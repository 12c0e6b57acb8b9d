-- Which rules do speakers name for each kind of conduct, how often, and who? Only what they say themselves, never what could apply.
SELECT
    kind, instrument_asserted, count(*) AS claims, count(DISTINCT speaker) AS speakers, array_to_string(list_slice(list_sort(list(DISTINCT speaker)), 1, 10), '; ') AS said_by,
    min(reported_date) AS first_said, max(reported_date) AS last_said
FROM current_claims
WHERE instrument_asserted IS NOT NULL
GROUP BY kind, instrument_asserted
ORDER BY kind, claims DESC, instrument_asserted
