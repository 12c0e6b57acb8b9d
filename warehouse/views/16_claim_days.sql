-- One row per current claim that is no denial and has a date: the day of the conduct, else of the words, else of the article; and since when the law of our table has stood as it did that day.
WITH turns AS (
    SELECT applies_from AS day FROM instrument_periods UNION SELECT applies_until + 1 FROM instrument_periods
    UNION SELECT applies_from FROM measures UNION SELECT applies_until + 1 FROM measures
), dated AS (
    SELECT claim_id, kind, status, actors, recipients, coalesce(event_start, event_end, asserted_date, reported_date) AS day FROM current_claims WHERE status <> 'denied'
), days AS (
    SELECT days.day, max(turns.day) AS law_since FROM (SELECT DISTINCT day FROM dated) AS days JOIN turns ON turns.day <= days.day GROUP BY days.day
)
SELECT dated.claim_id, dated.kind, dated.status, dated.actors, dated.recipients, dated.day, days.law_since
FROM dated JOIN days ON days.day = dated.day
