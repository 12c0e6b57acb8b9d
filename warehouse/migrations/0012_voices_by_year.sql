-- Voices carry the year of their piece and stand in its order: what comes in reads the years that it is about, not all of them.
-- The next run computes all facts anew, because their definition changed.

ALTER TABLE fact_voices ADD COLUMN year BIGINT;
UPDATE fact_voices SET year = 0;
ALTER TABLE fact_voices ALTER COLUMN year SET NOT NULL;
