-- What is different from the last computation, and where ids that are no more lead to.
CREATE OR REPLACE TEMP TABLE vanished AS SELECT DISTINCT fact_id FROM was_in ANTI JOIN now_in USING (fact_id);

CREATE OR REPLACE TEMP TABLE led AS
WITH pieces_then AS (
    SELECT was_in.fact_id, was_in.piece, was_in.role FROM was_in SEMI JOIN vanished USING (fact_id)
), heirs AS (
    SELECT pieces_then.fact_id, now_in.fact_id AS heir, now_in.fact_id IN (SELECT fact_id FROM was_in) AS was_there
    FROM pieces_then JOIN now_in USING (piece) LEFT JOIN told USING (piece)
    QUALIFY row_number() OVER (PARTITION BY pieces_then.fact_id ORDER BY pieces_then.role = 'denies', told.first_said NULLS LAST, now_in.fact_id) = 1
)
SELECT vanished.fact_id, heir,
    CASE WHEN heir IS NULL THEN 'withdrawn' WHEN was_there OR count(*) OVER (PARTITION BY heir) > 1 THEN 'merged' ELSE 'renamed' END AS reason
FROM vanished LEFT JOIN heirs USING (fact_id);

CREATE OR REPLACE TEMP TABLE before_and_after AS
SELECT coalesce(old.fact_id, new.fact_id) AS fact_id, old.fact_id IS NOT NULL AS was, new.fact_id IS NOT NULL AS stays, to_json(old) AS row_then, to_json(new) AS row_now
FROM (SELECT * FROM facts WHERE fact_id IN (FROM affected) OR fact_id IN (FROM vanished)) AS old
FULL JOIN computed AS new ON new.fact_id = old.fact_id
WHERE to_json(old) IS DISTINCT FROM to_json(new) OR old.fact_id IS NULL OR new.fact_id IS NULL;

CREATE OR REPLACE TEMP TABLE fact_changes AS
SELECT fact_id, '*' AS field, 'added' AS change, NULL AS old, row_now::VARCHAR AS new FROM before_and_after WHERE NOT was
UNION ALL
SELECT fact_id, '*', led.reason, row_then::VARCHAR, heir FROM before_and_after JOIN led USING (fact_id) WHERE NOT stays
UNION ALL
SELECT fact_id, field, 'altered', row_then ->> field, row_now ->> field FROM (SELECT fact_id, row_then, row_now, unnest(json_keys(row_now)) AS field FROM before_and_after WHERE was AND stays)
WHERE (row_then ->> field) IS DISTINCT FROM (row_now ->> field)
UNION ALL
-- Pieces that were in a fact that lives on, and are in a new one now.
SELECT DISTINCT now_in.fact_id, 'fact_id', 'split', was_in.fact_id, now_in.fact_id
FROM was_in JOIN now_in USING (piece, role)
WHERE role <> 'denies' AND now_in.fact_id <> was_in.fact_id AND was_in.fact_id IN (SELECT fact_id FROM now_in) AND now_in.fact_id NOT IN (SELECT fact_id FROM was_in)
QUALIFY row_number() OVER (PARTITION BY now_in.fact_id ORDER BY was_in.fact_id) = 1;

-- A claim that takes the place of one of the version before is the old one altered.
CREATE OR REPLACE TEMP TABLE claim_changes AS
WITH came AS (
    SELECT * FROM claims WHERE loaded_at > getvariable('claims_until') AND retracts IS NOT NULL AND claim_id IN (FROM fresh)
), pairs AS (
    SELECT lost.claim_id AS old_id, came.claim_id AS new_id,
        map(['status', 'quantity_min', 'quantity_max', 'item', 'place', 'event_start', 'event_end', 'evidence'],
            [lost.status, lost.quantity_min::VARCHAR, lost.quantity_max::VARCHAR, lost.item, lost.place, lost.event_start::VARCHAR, lost.event_end::VARCHAR, lost.evidence]) AS said_then,
        map(['status', 'quantity_min', 'quantity_max', 'item', 'place', 'event_start', 'event_end', 'evidence'],
            [came.status, came.quantity_min::VARCHAR, came.quantity_max::VARCHAR, came.item, came.place, came.event_start::VARCHAR, came.event_end::VARCHAR, came.evidence]) AS said_now
    FROM came JOIN claims AS lost ON lost.claim_id = came.retracts
    WHERE lost.claim_id IN (SELECT claim_id FROM gone)
)
SELECT new_id AS claim_id, 'claim_id' AS field, 'altered' AS change, old_id AS old, new_id AS new FROM pairs
UNION ALL
SELECT new_id, field, 'altered', said_then[field], said_now[field] FROM (SELECT *, unnest(map_keys(said_now)) AS field FROM pairs) WHERE said_then[field] IS DISTINCT FROM said_now[field]
UNION ALL
SELECT claim_id, '*', 'added', NULL, NULL FROM fresh WHERE claim_id NOT IN (SELECT new_id FROM pairs)
UNION ALL
SELECT DISTINCT claim_id, '*', 'withdrawn', NULL, NULL FROM gone WHERE claim_id NOT IN (SELECT old_id FROM pairs);
