-- What is new since the last run that brought anything: each claim with its sentence, speaker and source?
-- parameter run = latest (latest, <run>)  ; a run_id, or latest
SELECT
    kind, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, status, speaker, speaker_country, event_start, event_end, date_text,
    evidence, publisher, reported_date, url, title, language, claim_id, run_id
FROM current_claims
WHERE run_id = CASE WHEN $run = 'latest' THEN (SELECT max(run_id) FROM claims) ELSE $run END
ORDER BY kind, status, reported_date DESC NULLS LAST, claim_id
