-- The facts that anything changed for, computed from their voices.
CREATE OR REPLACE TEMP TABLE affected AS
SELECT DISTINCT fact_id FROM now_in WHERE piece IN (FROM touched)
UNION
SELECT fact_id FROM (SELECT piece, fact_id, role FROM now_in EXCEPT SELECT piece, fact_id, role FROM was_in)
UNION
SELECT fact_id FROM (SELECT piece, fact_id, role FROM was_in EXCEPT SELECT piece, fact_id, role FROM now_in) SEMI JOIN now_in USING (fact_id);

CREATE OR REPLACE TEMP TABLE spoken AS
SELECT now_in.fact_id, now_in.phase, now_in.role, now_in.role <> 'denies' OR now_in.phase = 'denied' AS own, coalesce(rungs.rung, 0) AS rung, fact_voices.*
FROM fact_voices JOIN now_in USING (piece) SEMI JOIN affected USING (fact_id) LEFT JOIN rungs USING (status);

CREATE OR REPLACE TEMP TABLE contests AS
WITH by_speaker AS (
    SELECT spoken.fact_id, speaker, max(last_said) FILTER (role = 'denies') AS denied, max(last_said) FILTER (role = 'asserts' AND rung >= 4) AS affirmed,
        bool_or(role = 'denies' AND (coalesce(list_contains(getvariable('official_roles'), speaker_role), false)
            OR (speaker_role = 'state_media' AND list_contains(list_concat(told.actors, told.recipients), speaker_country)))) AS counts
    FROM spoken JOIN told USING (piece)
    WHERE speaker IS NOT NULL AND speaker NOT LIKE 'unnamed %'
    GROUP BY spoken.fact_id, speaker
)
SELECT fact_id, list_sort(list(speaker)) AS contested_by FROM by_speaker
WHERE counts AND NOT coalesce(affirmed > denied, false)
GROUP BY fact_id;

CREATE OR REPLACE TEMP TABLE number_conflicts AS
SELECT DISTINCT fact_id FROM (
    SELECT fact_id FROM spoken WHERE own AND quantity_type IS DISTINCT FROM 'flow' AND counted_in IS NOT NULL
    GROUP BY fact_id, unit, quantity_type, counted_in HAVING max(highest_floor) > min(lowest_ceiling)
);

CREATE OR REPLACE TEMP TABLE computed AS
WITH described AS (
    SELECT now_in.fact_id, any_value(now_in.phase) AS phase, any_value(told.kind) AS kind, any_value(told.actors) AS actors, any_value(told.recipients) AS recipients,
        any_value(told.thing) AS thing, any_value(told.pause) AS pause
    FROM now_in JOIN told USING (piece) SEMI JOIN affected USING (fact_id)
    WHERE now_in.role <> 'denies' OR now_in.phase = 'denied'
    GROUP BY now_in.fact_id
), summed AS (
    SELECT fact_id,
        max_by(status, rung) FILTER (own) AS best, max_by(status, {said: coalesce(last_said, DATE '0001-01-01'), rung: rung}) FILTER (own) AS latest,
        min(first_reported) FILTER (own) AS first_reported, max(last_reported) FILTER (own) AS last_reported,
        min(first_said) FILTER (own AND status = 'confirmed_by_parties') AS confirmed_date,
        coalesce(bool_or(confirmed_by IN ('actor', 'both')) FILTER (own), false) AS by_actor, coalesce(bool_or(confirmed_by IN ('recipient', 'both')) FILTER (own), false) AS by_recipient,
        min(event_start) FILTER (own) AS event_start, CASE WHEN NOT bool_or(own AND goes_on) THEN max(event_end) FILTER (own) END AS event_end,
        min(dated_start) FILTER (own) AS dated_start, max(latest_start) FILTER (own) > min(earliest_end) FILTER (own) AS dates_differ,
        list_sort(list_distinct(flatten(list(items) FILTER (own)))) AS items, list_sort(list_distinct(flatten(list(places) FILTER (own)))) AS places,
        len(list_distinct(flatten(list(place_countries) FILTER (own)))) AS countries, len(list_distinct(flatten(list(publishers) FILTER (own)))) AS publisher_count,
        coalesce(sum(claims) FILTER (role <> 'denies'), 0)::BIGINT AS claim_count, coalesce(sum(claims) FILTER (role = 'denies'), 0)::BIGINT AS denial_count,
        list_sort(list(DISTINCT origin) FILTER (own)) AS origins
    FROM spoken
    GROUP BY fact_id
)
SELECT
    fact_id, kind, phase, actors, recipients, thing,
    CASE phase WHEN 'done' THEN best ELSE phase END AS status_best, CASE phase WHEN 'done' THEN latest ELSE phase END AS status_latest,
    contested_by IS NOT NULL AS contested, coalesce(contested_by, []) AS contested_by, first_reported, last_reported, confirmed_date,
    CASE WHEN by_actor AND by_recipient THEN 'both' WHEN by_actor THEN 'actor' WHEN by_recipient THEN 'recipient' END AS confirmed_by,
    event_start, event_end, items, places,
    list_filter([
        CASE WHEN pause = 31 AND dates_differ THEN 'date' END,
        CASE WHEN thing IS NOT NULL AND len(list_filter(items, lambda item: NOT list_contains(getvariable('broad_items'), item))) > 1 THEN 'item' END,
        CASE WHEN fact_id IN (FROM number_conflicts) THEN 'number' END,
        CASE WHEN countries > 1 THEN 'place' END
    ], lambda conflict: conflict IS NOT NULL) AS conflicts,
    claim_count, denial_count, publisher_count::BIGINT AS publisher_count, len(origins)::BIGINT AS independent_origins, origins,
    CASE WHEN phase = 'done' AND dated_start <= first_reported THEN first_reported - dated_start END AS days_to_report,
    CASE WHEN phase = 'done' THEN confirmed_date - first_reported END AS days_to_confirmation
FROM summed JOIN described USING (fact_id) LEFT JOIN contests USING (fact_id);
