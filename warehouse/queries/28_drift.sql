-- Is the last day like the days before it, by source, language and kind?
SELECT counts, series, latest, least, middle, most, days, onset,
    CASE WHEN judged THEN NULL ELSE 'new: compared from its eighth day on' END AS note
FROM drift
ORDER BY counts, latest DESC, series
