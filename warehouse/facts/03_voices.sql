-- Voices and pieces that anything came to or went from: what was there, unless it is read again, and what is new, joined.
-- Sums, smallest and largest values and sets do not care for order: that is why facts do not either.
CREATE OR REPLACE TEMP TABLE touched AS SELECT piece FROM units UNION SELECT piece FROM torn;

CREATE OR REPLACE TEMP TABLE shaped AS SELECT piece, story, phase, starts, ends, first_said FROM fact_pieces SEMI JOIN touched USING (piece);

-- Voices stand in the order of years, and what comes in is mostly about the last one: only the end of the table is read.
CREATE OR REPLACE TEMP TABLE touched_voices AS SELECT DISTINCT year, voice FROM units;

CREATE OR REPLACE TEMP TABLE voices AS
WITH all_of_them AS (
    SELECT * EXCLUDE (claim_id, article_id, article_version, story, kind, phase, actors, recipients, thing, period) FROM units
    UNION ALL BY NAME
    SELECT * FROM fact_voices SEMI JOIN touched_voices USING (year, voice) ANTI JOIN torn USING (piece)
)
SELECT
    voice, piece, year, status, speaker, speaker_country, speaker_role, confirmed_by, origin, unit, quantity_type, counted_in, vague,
    sum(claims)::BIGINT AS claims, min(first_said) AS first_said, max(last_said) AS last_said, min(first_reported) AS first_reported, max(last_reported) AS last_reported,
    min(starts) AS starts, max(ends) AS ends, min(event_start) AS event_start, max(event_end) AS event_end, bool_or(goes_on) AS goes_on,
    min(dated_start) AS dated_start, max(latest_start) AS latest_start, min(earliest_end) AS earliest_end,
    min(quantity_min) AS quantity_min, max(quantity_max) AS quantity_max, max(highest_floor) AS highest_floor, min(lowest_ceiling) AS lowest_ceiling,
    list_sort(list_distinct(flatten(list(publishers)))) AS publishers, list_sort(list_distinct(flatten(list(items)))) AS items,
    list_sort(list_distinct(flatten(list(places)))) AS places, list_sort(list_distinct(flatten(list(place_countries)))) AS place_countries
FROM all_of_them
GROUP BY ALL;

DELETE FROM fact_voices WHERE piece IN (FROM torn);
DELETE FROM fact_voices USING touched_voices WHERE fact_voices.year = touched_voices.year AND fact_voices.voice = touched_voices.voice;
INSERT INTO fact_voices BY NAME SELECT * FROM voices ORDER BY year, piece, voice;

-- Numbers can only come to differ where one came in.
CREATE OR REPLACE TEMP TABLE differing AS
SELECT DISTINCT piece FROM (
    SELECT piece FROM fact_voices SEMI JOIN (SELECT year, piece FROM units WHERE counted_in IS NOT NULL) AS counting USING (year, piece)
    WHERE quantity_type IS DISTINCT FROM 'flow' AND counted_in IS NOT NULL
    GROUP BY piece, unit, quantity_type, counted_in HAVING max(highest_floor) > min(lowest_ceiling)
);

CREATE OR REPLACE TEMP TABLE pieces AS
WITH parts AS (
    SELECT
        piece, story, kind, phase, actors, recipients, thing, period, starts, ends, first_said, status AS best, status AS latest, last_said AS latest_said, claims, first_reported, last_reported,
        CASE status WHEN 'confirmed_by_parties' THEN first_said END AS confirmed_date, coalesce(confirmed_by IN ('actor', 'both'), false) AS by_actor,
        coalesce(confirmed_by IN ('recipient', 'both'), false) AS by_recipient, event_start, event_end, goes_on, dated_start, latest_start, earliest_end, false AS numbers_differ,
        [origin] AS origins, publishers, items, places, place_countries
    FROM units
    UNION ALL BY NAME
    SELECT * FROM fact_pieces SEMI JOIN touched USING (piece) ANTI JOIN torn USING (piece)
), ranked AS (
    SELECT parts.*, coalesce(by_best.rung, 0) AS best_rung, coalesce(by_latest.rung, 0) AS latest_rung
    FROM parts LEFT JOIN rungs AS by_best ON by_best.status = parts.best LEFT JOIN rungs AS by_latest ON by_latest.status = parts.latest
)
SELECT
    piece, any_value(story) AS story, any_value(kind) AS kind, any_value(phase) AS phase, any_value(actors) AS actors, any_value(recipients) AS recipients, any_value(thing) AS thing, any_value(period) AS period,
    min(starts) AS starts, max(ends) AS ends, min(first_said) AS first_said,
    max_by(best, best_rung) AS best, max_by(latest, {said: coalesce(latest_said, DATE '0001-01-01'), rung: latest_rung}) AS latest, max(latest_said) AS latest_said,
    sum(claims)::BIGINT AS claims, min(first_reported) AS first_reported, max(last_reported) AS last_reported, min(confirmed_date) AS confirmed_date,
    bool_or(by_actor) AS by_actor, bool_or(by_recipient) AS by_recipient, min(event_start) AS event_start, max(event_end) AS event_end, bool_or(goes_on) AS goes_on,
    min(dated_start) AS dated_start, max(latest_start) AS latest_start, min(earliest_end) AS earliest_end, bool_or(numbers_differ) OR piece IN (FROM differing) AS numbers_differ,
    list_sort(list_distinct(flatten(list(origins)))) AS origins, list_sort(list_distinct(flatten(list(publishers)))) AS publishers, list_sort(list_distinct(flatten(list(items)))) AS items,
    list_sort(list_distinct(flatten(list(places)))) AS places, list_sort(list_distinct(flatten(list(place_countries)))) AS place_countries
FROM ranked
GROUP BY piece;

DELETE FROM fact_pieces WHERE piece IN (FROM touched);
INSERT INTO fact_pieces BY NAME SELECT * FROM pieces ORDER BY story, piece;
DELETE FROM claim_pieces WHERE piece IN (FROM torn);
INSERT INTO claim_pieces BY NAME SELECT DISTINCT claim_id, piece, article_id, article_version FROM units ORDER BY claim_id, piece;
