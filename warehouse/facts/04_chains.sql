-- Which pieces make a fact: chains of one phase and thing without a pause; each denial goes to what it denies. Only in stories where that
-- can have changed: a piece came up, is gone, is known since another month (of denials: day), or its time now bridges a pause that it did not.
CREATE OR REPLACE TEMP TABLE reshaped AS
WITH now AS (
    SELECT piece, story, phase, starts, ends, first_said FROM fact_pieces SEMI JOIN touched USING (piece)
), grown AS (
    SELECT now.story, now.piece, least(now.starts, shaped.starts) AS starts, greatest(now.starts, shaped.starts) AS starts_at_most, least(now.ends, shaped.ends) AS ends_at_least, greatest(now.ends, shaped.ends) AS ends
    FROM now JOIN shaped USING (piece)
    WHERE now.starts <> shaped.starts OR now.ends <> shaped.ends
), others AS (
    SELECT story, piece, starts, ends FROM fact_pieces SEMI JOIN grown USING (story)
    UNION ALL
    SELECT story, piece, starts, ends FROM shaped SEMI JOIN grown USING (story)
)
SELECT coalesce(now.story, shaped.story) AS story
FROM now FULL JOIN shaped ON shaped.piece = now.piece
WHERE now.piece IS NULL OR shaped.piece IS NULL OR getvariable('anew')
    OR CASE now.phase WHEN 'denied' THEN now.first_said IS DISTINCT FROM shaped.first_said ELSE date_trunc('month', now.first_said) IS DISTINCT FROM date_trunc('month', shaped.first_said) END
UNION
SELECT grown.story
FROM grown JOIN others ON others.story = grown.story AND others.piece <> grown.piece CROSS JOIN (SELECT unnest([31, 92, 366]) AS days) AS pauses
WHERE others.starts > grown.ends_at_least + days AND others.starts <= grown.ends + days OR others.ends >= grown.starts - days AND others.ends < grown.starts_at_most - days;

CREATE OR REPLACE TEMP TABLE told AS
SELECT piece, story, phase, thing, period, starts, ends, first_said, CASE coalesce(kinds.pause, 'year') WHEN 'month' THEN 31 ELSE 366 END AS pause, CASE coalesce(kinds.pause, 'year') WHEN 'month' THEN 31 ELSE 92 END AS before
FROM fact_pieces SEMI JOIN reshaped USING (story) LEFT JOIN kinds USING (kind);

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
