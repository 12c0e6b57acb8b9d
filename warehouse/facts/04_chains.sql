-- Which pieces of the touched stories make a fact: chains of one phase and thing without a pause; each denial goes to what it denies.
CREATE OR REPLACE TEMP TABLE told AS
SELECT piece, story, phase, thing, period, starts, ends, first_said, CASE coalesce(kinds.pause, 'year') WHEN 'month' THEN 31 ELSE 366 END AS pause, CASE coalesce(kinds.pause, 'year') WHEN 'month' THEN 31 ELSE 92 END AS before
FROM fact_pieces SEMI JOIN stories USING (story) LEFT JOIN kinds USING (kind);

CREATE OR REPLACE TEMP TABLE chained AS
WITH breaks AS (
    SELECT piece, story, phase, thing, starts, ends, pause,
        starts > max(ends) OVER (PARTITION BY story, phase, thing ORDER BY starts, ends, piece ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + pause::INTEGER AS breaks
    FROM told WHERE phase <> 'denied' AND starts IS NOT NULL
)
SELECT piece, story, phase, thing, starts, ends, sum(coalesce(breaks, false)::INTEGER) OVER (PARTITION BY story, phase, thing ORDER BY starts, ends, piece) AS chain
FROM breaks;

-- What has no date at all belongs to the one chain there is, or stays by itself.
CREATE OR REPLACE TEMP TABLE dateless AS
SELECT told.piece, told.story, told.phase, told.thing, coalesce(single.chain, -1) AS chain
FROM told LEFT JOIN (
    SELECT story, phase, thing, min(chain) AS chain FROM chained GROUP BY story, phase, thing HAVING min(chain) = max(chain)
) AS single ON single.story = told.story AND single.phase = told.phase AND single.thing IS NOT DISTINCT FROM told.thing
WHERE told.phase <> 'denied' AND told.starts IS NULL;

CREATE OR REPLACE TEMP TABLE members AS
WITH both_kinds AS (
    SELECT piece, chain FROM chained UNION ALL SELECT piece, chain FROM dateless
)
SELECT told.*,
    -- The piece that came up first gives the fact its name: later claims do not change it.
    first_value(piece) OVER (PARTITION BY story, phase, thing, chain ORDER BY date_trunc('month', first_said) NULLS LAST, period DESC NULLS LAST) AS anchor
FROM told JOIN both_kinds USING (piece);

CREATE OR REPLACE TEMP TABLE chains AS
SELECT story, phase, thing, anchor, min(starts) AS starts, max(ends) AS ends FROM members GROUP BY story, phase, thing, anchor;
