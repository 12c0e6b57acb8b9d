-- The new state: facts, where their pieces are, what changed, and how far was read.
DELETE FROM piece_facts WHERE (piece, fact_id, role) IN (SELECT (piece, fact_id, role) FROM left_it);
INSERT INTO piece_facts BY NAME SELECT * FROM entered ORDER BY piece, fact_id;

DELETE FROM facts WHERE fact_id IN (SELECT fact_id FROM before_and_after);
INSERT INTO facts BY NAME SELECT * FROM computed WHERE fact_id IN (SELECT fact_id FROM before_and_after) ORDER BY fact_id;

UPDATE fact_redirects SET redirect_to = led.heir, run_id = getvariable('run_id') FROM led WHERE fact_redirects.redirect_to = led.fact_id;
DELETE FROM fact_redirects WHERE fact_id IN (SELECT fact_id FROM now_in) OR fact_id IN (SELECT fact_id FROM led);
INSERT INTO fact_redirects BY NAME SELECT fact_id, heir AS redirect_to, reason, getvariable('run_id') AS run_id FROM led;

INSERT INTO changes BY NAME
SELECT getvariable('computation') AS computation, getvariable('run_id') AS run_id, * FROM (
    SELECT 'claim' AS subject, claim_id AS subject_id, field, change, old, new FROM claim_changes
    UNION ALL
    SELECT 'fact', fact_id, field, change, old, new FROM fact_changes
) ORDER BY subject, subject_id, field;
