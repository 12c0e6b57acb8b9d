-- A denial goes to every fact of its story that it can mean: done conduct in its reach in time, of its own thing, or any if it names none;
-- planned conduct if nothing was done; what is left stands for itself, chained like everything else.
CREATE OR REPLACE TEMP TABLE denials AS
WITH reached AS (
    SELECT told.piece, told.story, told.starts IS NULL AS dateless, chains.phase, chains.anchor,
        count(*) OVER (PARTITION BY told.piece, chains.phase) AS candidates
    FROM told JOIN chains
        ON chains.story = told.story AND (told.thing IS NULL OR told.thing = chains.thing)
        AND coalesce(told.ends >= chains.starts - told.before::INTEGER AND told.starts <= chains.ends + told.pause::INTEGER, true)
    WHERE told.phase = 'denied'
), meant AS (
    SELECT * FROM reached WHERE candidates = 1 OR NOT dateless
    QUALIFY phase = 'done' OR NOT bool_or(phase = 'done') OVER (PARTITION BY piece)
), alone AS (
    SELECT piece, story, thing, starts, ends, pause, period, first_said FROM told WHERE phase = 'denied' AND piece NOT IN (SELECT piece FROM meant)
), breaks AS (
    SELECT *, starts > max(ends) OVER (PARTITION BY story, thing ORDER BY starts NULLS LAST, piece ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + pause::INTEGER AS breaks
    FROM alone
), chained AS (
    SELECT *, CASE WHEN starts IS NULL THEN -1 ELSE sum(coalesce(breaks, false)::INTEGER) OVER (PARTITION BY story, thing ORDER BY starts NULLS LAST, piece) END AS chain FROM breaks
)
SELECT piece, story, phase, anchor FROM meant
UNION ALL
SELECT piece, story, 'denied', first_value(piece) OVER (PARTITION BY story, thing, chain ORDER BY first_said NULLS LAST, period NULLS LAST) FROM chained;

CREATE OR REPLACE TEMP TABLE now_in AS
WITH anchored AS (
    SELECT piece, anchor, story, CASE phase WHEN 'done' THEN 'asserts' ELSE 'plans' END AS role, phase FROM members
    UNION ALL
    SELECT piece, anchor, story, 'denies', phase FROM denials
), ids AS (
    SELECT anchor, substr(sha256('fact|' || anchor), 1, 24) AS fact_id FROM (SELECT DISTINCT anchor FROM anchored)
)
SELECT anchored.piece, ids.fact_id, anchored.story, anchored.role, anchored.phase FROM anchored JOIN ids USING (anchor);

CREATE OR REPLACE TEMP TABLE was_in AS SELECT * FROM piece_facts SEMI JOIN reshaped USING (story);
CREATE OR REPLACE TEMP TABLE entered AS SELECT piece, fact_id, story, role FROM now_in EXCEPT SELECT piece, fact_id, story, role FROM was_in;
CREATE OR REPLACE TEMP TABLE left_it AS SELECT piece, fact_id, story, role FROM was_in EXCEPT SELECT piece, fact_id, story, role FROM now_in;
