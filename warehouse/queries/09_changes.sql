-- What changed between two runs: claims and facts added, altered, withdrawn, merged? Changes in between that were undone are left out, and so are runs that changed nothing.
-- parameter after = previous (previous, <run>)  ; a run_id; previous: before the last run that changed anything
-- parameter until = latest (latest, <run>)  ; a run_id, or latest
-- parameter subject = facts (facts, claims, all)  ; of what
WITH bounds AS (
    SELECT
        CASE WHEN $after = 'previous' THEN max(computation) - 1 ELSE max(computation) FILTER (run_id <= $after) END AS earlier,
        CASE WHEN $until = 'latest' THEN max(computation) ELSE max(computation) FILTER (run_id <= $until) END AS later
    FROM fact_computations
), net AS (
    SELECT
        subject, subject_id, field, arg_min(change, computation) AS first_change, arg_max(change, computation) AS last_change, arg_min(coalesce(old, ''), computation) AS old,
        arg_max(coalesce(new, ''), computation) AS new
    FROM changes, bounds
    WHERE computation > coalesce(earlier, 0) AND computation <= later
      AND ($subject = 'all' OR $subject = 'facts' AND subject = 'fact' OR $subject = 'claims' AND subject = 'claim')
    GROUP BY subject, subject_id, field
), whole AS (
    SELECT subject, subject_id FROM net WHERE field = '*'
)
SELECT
    net.subject, CASE WHEN net.field = '*' THEN net.last_change ELSE net.first_change END AS change, coalesce(facts.kind, claims.kind) AS kind,
    array_to_string(coalesce(facts.actors, claims.actors), ', ') AS actors, array_to_string(coalesce(facts.recipients, claims.recipients), ', ') AS recipients,
    coalesce(facts.status_best, claims.status) AS status, CASE WHEN net.field <> '*' THEN net.field END AS field,
    CASE WHEN net.field <> '*' THEN nullif(net.old, '') END AS old, CASE WHEN net.field <> '*' OR net.last_change IN ('merged', 'renamed') THEN nullif(net.new, '') END AS new, net.subject_id
FROM net
LEFT JOIN facts ON net.subject = 'fact' AND facts.fact_id = net.subject_id
LEFT JOIN claims ON net.subject = 'claim' AND claims.claim_id = net.subject_id
WHERE net.field = '*' AND NOT (net.first_change = 'added' AND net.last_change <> 'added')
   OR net.field <> '*' AND net.old <> net.new AND NOT EXISTS (FROM whole WHERE whole.subject = net.subject AND whole.subject_id = net.subject_id)
ORDER BY net.subject DESC, change, kind, net.subject_id, field
