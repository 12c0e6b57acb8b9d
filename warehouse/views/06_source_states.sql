-- One row per source that was ever asked: how it is, as of the last run that asked it.
SELECT source, state, since, why, newest, usual_hours, checked_at, run_id
FROM source_health
QUALIFY row_number() OVER (PARTITION BY source ORDER BY checked_at DESC, run_id DESC) = 1
