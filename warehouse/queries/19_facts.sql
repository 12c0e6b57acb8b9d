-- Which conduct is claimed, how firmly at best and of late, who denies it, and on how many independent origins does it rest?
SELECT
    fact_id, kind, phase, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, thing, status_best, status_latest, contested,
    array_to_string(contested_by, '; ') AS contested_by, first_reported, confirmed_date, claim_count, independent_origins, days_to_report, days_to_confirmation
FROM facts
ORDER BY first_reported NULLS LAST, fact_id
