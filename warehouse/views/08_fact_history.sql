-- One row per fact, day and what happened to its standing: a higher status, a denial, a denial taken back. In the order of the words, whatever was loaded when.
WITH voices AS (
    SELECT piece_facts.fact_id, piece_facts.role, fact_voices.status, fact_voices.speaker, fact_voices.first_said, fact_voices.last_said,
        CASE fact_voices.status
            WHEN 'confirmed_by_parties' THEN 6 WHEN 'assessed' THEN 5 WHEN 'officially_asserted' THEN 4 WHEN 'reported' THEN 3 WHEN 'alleged' THEN 2 WHEN 'possible_concern' THEN 1
            ELSE 0
        END AS rung
    FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
    WHERE fact_voices.first_said IS NOT NULL
), ladder AS (
    SELECT fact_id, first_said AS day, max_by(status, rung) AS status, max(rung) AS rung, list_sort(list(DISTINCT coalesce(speaker, '(outlet''s own voice)'))) AS speakers FROM (
        SELECT *, rung = max(rung) OVER (PARTITION BY fact_id, first_said) AS highest FROM voices WHERE role <> 'denies'
    ) WHERE highest GROUP BY fact_id, first_said
), climbed AS (
    SELECT fact_id, day, status, speakers, rung, lag(status) OVER earlier AS was, coalesce(max(rung) OVER (earlier ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) AS reached
    FROM ladder WINDOW earlier AS (PARTITION BY fact_id ORDER BY day)
), rises AS (
    SELECT fact_id, day, status, speakers, lag(status) OVER (PARTITION BY fact_id ORDER BY day) AS was FROM climbed WHERE rung > reached
), denied AS (
    SELECT fact_id, speaker, min(first_said) AS first_denied, max(last_said) AS last_denied FROM voices WHERE role = 'denies' GROUP BY fact_id, speaker
), lapsed AS (
    SELECT denied.fact_id, denied.speaker, min(voices.first_said) AS day
    FROM denied JOIN voices ON voices.fact_id = denied.fact_id AND voices.speaker = denied.speaker
    WHERE voices.role = 'asserts' AND voices.rung >= 4 AND voices.first_said > denied.last_denied
    GROUP BY denied.fact_id, denied.speaker
)
SELECT fact_id, day, 'status' AS happened, was AS old, status AS new, speakers FROM rises
UNION ALL
SELECT fact_id, first_denied, 'denied', NULL, 'denied', list_sort(list(coalesce(speaker, '(outlet''s own voice)'))) FROM denied GROUP BY fact_id, first_denied
UNION ALL
SELECT fact_id, day, 'denial lapsed', 'denied', NULL, list_sort(list(speaker)) FROM lapsed GROUP BY fact_id, day
