-- How long does it take from the event to the first report, and from there to a party's confirmation, by kind?
SELECT
    kind, count(*) AS facts, count(days_to_report) AS with_a_dated_event, median(days_to_report) AS median_days_to_report, max(days_to_report) AS longest_to_report,
    count(days_to_confirmation) AS confirmed, median(days_to_confirmation) AS median_days_to_confirmation, max(days_to_confirmation) AS longest_to_confirmation
FROM facts
WHERE phase = 'done'
GROUP BY kind
ORDER BY kind
