-- On how many independent origins does each fact rest, and on whose word? With one-state: only what rests on a single organ of a state.
-- parameter show = all (all, one-state)  ; one-state: a single origin, and it is a state's agency, office, official or state medium
WITH named AS (
    SELECT piece_facts.fact_id, list_slice(list_sort(list_distinct(flatten(list(fact_pieces.origins)))), 1, 10) AS origins
    FROM piece_facts JOIN fact_pieces ON fact_pieces.piece = piece_facts.piece
    WHERE piece_facts.role <> 'denies'
    GROUP BY piece_facts.fact_id
), of_one_state AS (
    SELECT fact_id, speaker_country AS country FROM fact_origins
    WHERE fact_id IN (SELECT fact_id FROM facts WHERE independent_origins = 1) AND speaker_country IS NOT NULL
      AND speaker_role IN ('official', 'government', 'military', 'party_body', 'authority', 'intelligence', 'investigator', 'state_media')
)
SELECT
    facts.kind, array_to_string(facts.actors, ', ') AS actors, array_to_string(facts.recipients, ', ') AS recipients, facts.thing, facts.status_best, facts.independent_origins,
    facts.claim_count, facts.publisher_count, array_to_string(named.origins, '; ') AS first_ten_origins, of_one_state.country AS only_state, facts.first_reported, facts.fact_id
FROM facts JOIN named ON named.fact_id = facts.fact_id LEFT JOIN of_one_state ON of_one_state.fact_id = facts.fact_id
WHERE facts.phase <> 'denied' AND ($show = 'all' OR of_one_state.country IS NOT NULL)
ORDER BY facts.independent_origins DESC, facts.claim_count DESC, facts.fact_id
