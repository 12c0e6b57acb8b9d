-- One row per fact whose best status rose by words of the last seven days: from what to what, and by whom.
SELECT facts.fact_id, facts.kind, facts.actors, facts.recipients, facts.thing, history.day, history.old, history.new, history.speakers
FROM fact_history AS history JOIN facts ON facts.fact_id = history.fact_id
WHERE history.happened = 'status' AND history.old IS NOT NULL AND history.day > current_date - 7
