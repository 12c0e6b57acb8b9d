-- Which facts rose to a higher status by words of a period, from what to what, and who said so?
-- parameter from = 2022-01-01 (<day>)  ; first day, YYYY-MM-DD
-- parameter to = 2099-12-31 (<day>)  ; last day, YYYY-MM-DD
SELECT
    history.day, facts.kind, array_to_string(facts.actors, ', ') AS actors, array_to_string(facts.recipients, ', ') AS recipients, facts.thing, history.old AS status_before,
    history.new AS status_after, array_to_string(history.speakers, '; ') AS said_by, facts.contested, history.fact_id
FROM fact_history AS history JOIN facts ON facts.fact_id = history.fact_id
WHERE history.happened = 'status' AND history.old IS NOT NULL AND history.day BETWEEN CAST($from AS DATE) AND CAST($to AS DATE)
ORDER BY history.day DESC, facts.kind, history.fact_id
