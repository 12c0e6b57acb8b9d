-- The facts that anything changed for, computed from their voices.
CREATE OR REPLACE TEMP TABLE affected AS
SELECT fact_id FROM piece_facts SEMI JOIN touched USING (piece) ANTI JOIN reshaped USING (story)
UNION
SELECT fact_id FROM now_in WHERE piece IN (FROM touched)
UNION
SELECT fact_id FROM entered
UNION
SELECT fact_id FROM left_it SEMI JOIN now_in USING (fact_id);

CREATE OR REPLACE TEMP TABLE mine AS
SELECT piece, fact_id, role, phase FROM now_in SEMI JOIN affected USING (fact_id)
UNION ALL
SELECT piece_facts.piece, fact_id, piece_facts.role, facts.phase FROM piece_facts SEMI JOIN affected USING (fact_id) ANTI JOIN reshaped USING (story) JOIN facts USING (fact_id);

-- Who denies what and has not affirmed it since. A party's organs and named officials count; anonymous voices and outlets do not.
CREATE OR REPLACE TEMP TABLE contests AS
WITH deniers AS (
    SELECT mine.fact_id, speaker, max(last_said) AS denied
    FROM mine JOIN fact_voices USING (piece) JOIN (SELECT piece, list_concat(actors, recipients) AS parties FROM fact_pieces WHERE phase = 'denied') AS pieces USING (piece)
    WHERE mine.role = 'denies' AND status = 'denied' AND speaker IS NOT NULL AND speaker NOT LIKE 'unnamed %'
        AND (list_contains(getvariable('official_roles'), speaker_role) OR (speaker_role = 'state_media' AND list_contains(parties, speaker_country)))
    GROUP BY mine.fact_id, speaker
), affirmed AS (
    SELECT mine.fact_id, fact_voices.speaker, max(last_said) AS affirmed
    FROM mine JOIN fact_voices USING (piece) JOIN deniers ON deniers.fact_id = mine.fact_id AND deniers.speaker = fact_voices.speaker
    WHERE mine.role = 'asserts' AND status IN ('confirmed_by_parties', 'assessed', 'officially_asserted')
    GROUP BY mine.fact_id, fact_voices.speaker
)
SELECT deniers.fact_id, list_sort(list(deniers.speaker)) AS contested_by
FROM deniers LEFT JOIN affirmed USING (fact_id, speaker)
WHERE NOT coalesce(affirmed > denied, false)
GROUP BY deniers.fact_id;

CREATE OR REPLACE TEMP TABLE computed AS
WITH own AS (
    SELECT mine.fact_id, fact_pieces.*, kinds.pause IS NOT DISTINCT FROM 'month' AS short_pause, coalesce(by_best.rung, 0) AS best_rung, coalesce(by_latest.rung, 0) AS latest_rung
    FROM mine JOIN fact_pieces USING (piece) LEFT JOIN kinds USING (kind)
    LEFT JOIN rungs AS by_best ON by_best.status = fact_pieces.best LEFT JOIN rungs AS by_latest ON by_latest.status = fact_pieces.latest
    WHERE mine.role <> 'denies' OR mine.phase = 'denied'
), denied AS (
    SELECT mine.fact_id, sum(fact_pieces.claims)::BIGINT AS denial_count FROM mine JOIN fact_pieces USING (piece) WHERE mine.role = 'denies' GROUP BY mine.fact_id
), summed AS (
    SELECT fact_id, any_value(phase) AS phase, any_value(kind) AS kind, any_value(actors) AS actors, any_value(recipients) AS recipients, any_value(thing) AS thing,
        max_by(best, best_rung) AS best, max_by(latest, {said: coalesce(latest_said, DATE '0001-01-01'), rung: latest_rung}) AS latest,
        min(first_reported) AS first_reported, max(last_reported) AS last_reported, min(confirmed_date) AS confirmed_date, bool_or(by_actor) AS by_actor, bool_or(by_recipient) AS by_recipient,
        min(event_start) AS event_start, CASE WHEN NOT bool_or(goes_on) THEN max(event_end) END AS event_end, min(dated_start) AS dated_start,
        bool_or(short_pause) AND max(latest_start) > min(earliest_end) AS dates_differ, bool_or(numbers_differ) AS numbers_differ,
        list_sort(list_distinct(flatten(list(items)))) AS items, list_sort(list_distinct(flatten(list(places)))) AS places,
        len(list_distinct(flatten(list(place_countries)))) > 1 AS places_differ, len(list_distinct(flatten(list(publishers))))::BIGINT AS publisher_count,
        len(list_distinct(flatten(list(origins))))::BIGINT AS independent_origins, sum(claims)::BIGINT AS claims
    FROM own
    GROUP BY fact_id
)
SELECT
    fact_id, kind, phase, actors, recipients, thing,
    CASE phase WHEN 'done' THEN best ELSE phase END AS status_best, CASE phase WHEN 'done' THEN latest ELSE phase END AS status_latest,
    contested_by IS NOT NULL AS contested, coalesce(contested_by, []) AS contested_by, first_reported, last_reported, confirmed_date,
    CASE WHEN by_actor AND by_recipient THEN 'both' WHEN by_actor THEN 'actor' WHEN by_recipient THEN 'recipient' END AS confirmed_by,
    event_start, event_end, items, places,
    list_filter([
        CASE WHEN dates_differ THEN 'date' END,
        CASE WHEN thing IS NOT NULL AND len(list_filter(items, lambda item: NOT list_contains(getvariable('broad_items'), item))) > 1 THEN 'item' END,
        CASE WHEN numbers_differ THEN 'number' END,
        CASE WHEN places_differ THEN 'place' END
    ], lambda conflict: conflict IS NOT NULL) AS conflicts,
    CASE phase WHEN 'denied' THEN 0 ELSE claims END AS claim_count, coalesce(denial_count, 0) AS denial_count, publisher_count, independent_origins,
    CASE WHEN phase = 'done' AND dated_start <= first_reported THEN first_reported - dated_start END AS days_to_report,
    CASE WHEN phase = 'done' AND confirmed_date >= first_reported THEN confirmed_date - first_reported END AS days_to_confirmation
FROM summed LEFT JOIN denied USING (fact_id) LEFT JOIN contests USING (fact_id);
