-- Which sentences did the rules not understand, and why? The newest articles come first.
-- parameter run = all (all, <run>)  ; a run_id, or all
-- parameter limit = 50 (<number>)  ; how many sentences
SELECT
    reason, kind, array_to_string(actors, ', ') AS actors, array_to_string(recipients, ', ') AS recipients, trigger, sentence, explanation, language, publisher, published,
    url, review_id
FROM current_review
WHERE $run = 'all' OR run_id = $run
ORDER BY published DESC NULLS LAST, review_id
LIMIT CAST($limit AS BIGINT)
