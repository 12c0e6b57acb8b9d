-- Which facts did a run add or change: what was new in their status, and who contests them now?
-- parameter run = latest (latest, <run>)  ; a run_id, or latest
WITH changed AS (
    SELECT
        subject_id AS fact_id, bool_or(change = 'added') AS is_new, max(old) FILTER (field = 'status_best' AND change = 'altered') AS status_before,
        bool_or(change = 'altered' AND field IN ('status_best', 'contested')) AS restated
    FROM changes
    WHERE subject = 'fact' AND run_id = CASE WHEN $run = 'latest' THEN (SELECT arg_max(run_id, computation) FROM fact_computations) ELSE $run END
    GROUP BY subject_id
)
SELECT
    CASE WHEN is_new THEN 'new' WHEN restated THEN 'changed' ELSE 'more claims' END AS what, facts.kind, array_to_string(facts.actors, ', ') AS actors, array_to_string(facts.recipients, ', ') AS recipients,
    facts.thing, facts.phase, status_before, facts.status_best, array_to_string(facts.contested_by, '; ') AS contested_by, facts.independent_origins, facts.claim_count, facts.first_reported,
    facts.confirmed_date, facts.fact_id
FROM changed JOIN facts ON facts.fact_id = changed.fact_id
ORDER BY list_position(['changed', 'new', 'more claims'], what), facts.independent_origins DESC, facts.claim_count DESC, facts.fact_id
