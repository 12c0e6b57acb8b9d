-- One row per current claim, party (by name, or by a number or a name in the evidence) and entry in the newest version of a loaded list with the same name or id. The same name need not be the same person.
WITH names AS (
    SELECT party_names.name, list_names.entry_key, CASE WHEN bool_or(list_names.name = party_names.name) THEN 'name' ELSE 'name across case, accents and scripts' END AS matched_by
    FROM party_names JOIN list_names ON list_names.key = party_names.key
    WHERE list_names.telling AND NOT list_names.weak
    GROUP BY party_names.name, list_names.entry_key
), known_ids AS (
    SELECT name_en AS name, 'wikidata' AS scheme, wikidata_qid AS value FROM entities WHERE wikidata_qid IS NOT NULL
    UNION ALL
    SELECT name_en, split_part(other_id, ':', 1), upper(split_part(other_id, ':', 2)) FROM (SELECT name_en, unnest(other_ids) AS other_id FROM entities)
), ids AS (
    SELECT known_ids.name, list_ids.entry_key, list_ids.scheme AS matched_by FROM known_ids JOIN list_ids ON list_ids.scheme = known_ids.scheme AND list_ids.value = known_ids.value
), parties AS (
    SELECT name, entry_key, list_sort(list(DISTINCT matched_by)) AS matched_by FROM (FROM names UNION ALL FROM ids) GROUP BY name, entry_key
), numbers AS (
    SELECT claim_ids.claim_id, concat(claim_ids.scheme, ' ', claim_ids.value) AS name, list_ids.entry_key, [claim_ids.scheme] AS matched_by
    FROM claim_ids JOIN list_ids ON list_ids.value = claim_ids.value AND list_ids.scheme IN (claim_ids.scheme, 'other')
), sides AS (
    SELECT claim_id, 'actor' AS side, unnest(actor_names) AS name FROM claims WHERE len(actor_names) > 0
    UNION
    SELECT claim_id, 'recipient', unnest(recipient_names) FROM claims WHERE len(recipient_names) > 0
), acting AS (
    SELECT sides.claim_id, sides.side, sides.name, parties.entry_key, parties.matched_by FROM sides JOIN parties ON parties.name = sides.name
    UNION ALL
    SELECT claim_id, 'evidence', name, entry_key, matched_by FROM numbers
), mentioned AS (
    -- Whatever part they play in it: named_in_evidence is a basis of its own.
    SELECT claim_mentions.claim_id, min(claim_mentions.written) AS name, list_names.entry_key
    FROM claim_mentions JOIN list_names ON list_names.key = claim_mentions.key
    WHERE list_names.telling AND NOT list_names.weak
    GROUP BY claim_mentions.claim_id, list_names.entry_key
), touched AS (
    FROM acting
    UNION ALL
    SELECT claim_id, 'evidence', name, entry_key, ['named_in_evidence'] FROM mentioned
    WHERE NOT EXISTS (FROM acting WHERE acting.claim_id = mentioned.claim_id AND acting.entry_key = mentioned.entry_key)
)
SELECT
    claims.claim_id, claims.kind, claims.status, claims.actors, claims.recipients, touched.side, touched.name AS party, touched.matched_by, entries.list_name, entries.entry_id, entries.type,
    entries.name AS listed_name, entries.programmes, entries.datasets, entries.listed_on, claims.speaker, claims.event_start, claims.reported_date, claims.evidence, claims.publisher, claims.url
FROM touched
JOIN list_entries AS entries ON entries.entry_key = touched.entry_key AND entries.until_version IS NULL
JOIN current_claims AS claims ON claims.claim_id = touched.claim_id
