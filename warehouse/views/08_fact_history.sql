-- One row per fact, day and what happened to its standing: a higher status, a denial, a denial taken back. In the order of the words, whatever was loaded when.
WITH voices AS NOT MATERIALIZED (
    SELECT piece_facts.fact_id, piece_facts.role, fact_voices.status, fact_voices.speaker, fact_voices.first_said, fact_voices.last_said
    FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
    WHERE fact_voices.first_said IS NOT NULL
), rungs AS (
    SELECT * FROM (VALUES ('planned', 0), ('possible_concern', 1), ('alleged', 2), ('reported', 3), ('officially_asserted', 4), ('assessed', 5), ('confirmed_by_parties', 6)) AS t(status, rung)
), reached AS (
    SELECT fact_id, status, rung, min(first_said) AS day FROM voices JOIN rungs USING (status) WHERE role <> 'denies' GROUP BY fact_id, status, rung
), climbed AS (
    -- A status is a rise unless a higher one was there by that day.
    SELECT fact_id, status, day, rung FROM reached
    QUALIFY coalesce(day < min(day) OVER (PARTITION BY fact_id ORDER BY rung DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)
), rises AS (
    SELECT fact_id, status, day, lag(status) OVER (PARTITION BY fact_id ORDER BY rung) AS was FROM climbed
), denied AS (
    SELECT fact_id, speaker, min(first_said) AS first_denied, max(last_said) AS last_denied FROM voices WHERE role = 'denies' GROUP BY fact_id, speaker
), lapsed AS (
    SELECT denied.fact_id, denied.speaker, min(voices.first_said) AS day
    FROM denied JOIN voices ON voices.fact_id = denied.fact_id AND voices.speaker = denied.speaker
    WHERE voices.status IN ('confirmed_by_parties', 'assessed', 'officially_asserted') AND voices.first_said > denied.last_denied
    GROUP BY denied.fact_id, denied.speaker
)
SELECT rises.fact_id, rises.day, 'status' AS happened, any_value(rises.was) AS old, rises.status AS new, list_sort(list(DISTINCT coalesce(voices.speaker, '(outlet''s own voice)'))) AS speakers
FROM rises JOIN voices ON voices.fact_id = rises.fact_id AND voices.status = rises.status AND voices.first_said = rises.day
GROUP BY rises.fact_id, rises.day, rises.status
UNION ALL
SELECT fact_id, first_denied, 'denied', NULL, 'denied', list_sort(list(coalesce(speaker, '(outlet''s own voice)'))) FROM denied GROUP BY fact_id, first_denied
UNION ALL
SELECT fact_id, day, 'denial lapsed', 'denied', NULL, list_sort(list(speaker)) FROM lapsed GROUP BY fact_id, day
