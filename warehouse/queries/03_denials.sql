-- What does one side assert and another deny, who says which, and is it still contested? With all, denials that lapsed and those that nobody contradicts too.
-- parameter show = contested (contested, all)  ; contested: asserted by one state, denied by another, still
WITH denied AS (
    SELECT piece_facts.fact_id, list_sort(list(DISTINCT concat(fact_voices.speaker, ' (' || fact_voices.speaker_country || ')'))) AS denied_by, list(DISTINCT fact_voices.speaker_country) AS countries,
        min(fact_voices.first_said) AS first_denied, max(fact_voices.last_said) AS last_denied
    FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
    WHERE piece_facts.role = 'denies'
    GROUP BY piece_facts.fact_id
), asserted AS (
    SELECT piece_facts.fact_id, list_sort(list(DISTINCT concat(fact_voices.speaker, ' (' || fact_voices.speaker_country || ')'))) AS asserted_by, list(DISTINCT fact_voices.speaker_country) AS countries
    FROM piece_facts JOIN fact_voices ON fact_voices.piece = piece_facts.piece
    WHERE piece_facts.role = 'asserts' AND fact_voices.speaker IS NOT NULL AND fact_voices.status IN ('confirmed_by_parties', 'assessed', 'officially_asserted')
      AND piece_facts.fact_id IN (SELECT fact_id FROM denied)
    GROUP BY piece_facts.fact_id
)
SELECT
    facts.kind, array_to_string(facts.actors, ', ') AS actors, array_to_string(facts.recipients, ', ') AS recipients, facts.thing, facts.status_best,
    array_to_string(denied.denied_by, '; ') AS denied_by, array_to_string(asserted.asserted_by, '; ') AS asserted_by, facts.claim_count AS claims_to_the_contrary,
    facts.contested, array_to_string(facts.contested_by, '; ') AS still_contested_by, denied.first_denied, denied.last_denied, facts.fact_id
FROM denied JOIN facts ON facts.fact_id = denied.fact_id LEFT JOIN asserted ON asserted.fact_id = denied.fact_id
WHERE $show = 'all' OR facts.contested AND len(list_filter(asserted.countries, lambda country: NOT list_contains(denied.countries, country))) > 0
ORDER BY denied.last_denied DESC NULLS LAST, facts.kind, facts.fact_id
