-- Names in claims that are near a listed name and not the same: people look at them. Five for a name at most.
INSERT INTO review BY NAME
WITH listed AS (
    SELECT names.entry_key, names.name AS listed_as, names.key, names.bag, names.weak, names.telling, entries.list_name, entries.entry_id, entries.type, entries.name AS main_name
    FROM list_names AS names JOIN list_entries AS entries ON entries.entry_key = names.entry_key AND entries.until_version IS NULL
), fresh AS (
    SELECT name, key, bag
    FROM party_names WHERE compared < $newest AND length(key) > 2
), halves AS (
    -- One letter too many, too few, wrong, or two swapped: then the first half or the last half is the same.
    SELECT DISTINCT key, length(key) AS length, unnest([1, 2]) AS side, unnest([left(key, length(key) // 2 - 1), right(key, length(key) - length(key) // 2)]) AS half FROM fresh WHERE length(key) > 9
), lengths AS (
    SELECT entry_key, listed_as, key, unnest([length(key) - 1, length(key), length(key) + 1]) AS length FROM listed WHERE length(key) > 8
), listed_halves AS (
    SELECT entry_key, listed_as, length, unnest([1, 2]) AS side, unnest([left(key, length // 2 - 1), right(key, length - length // 2)]) AS half FROM lengths
), near AS (
    SELECT fresh.name, listed.*, 1 AS distance, CASE WHEN listed.weak THEN 'the list calls that name a weak alias' ELSE 'the name alone does not say who is meant' END AS why
    FROM fresh JOIN listed ON listed.key = fresh.key
    WHERE listed.weak OR NOT listed.telling
    UNION ALL BY NAME
    SELECT fresh.name, listed.*, 2 AS distance, 'the same words in another order or with another legal form' AS why
    FROM fresh JOIN listed ON listed.bag = fresh.bag AND listed.key <> fresh.key
    WHERE length(fresh.bag) > 4
    UNION ALL BY NAME
    SELECT DISTINCT fresh.name, listed.*, 3 AS distance, 'one letter differs' AS why
    FROM halves JOIN fresh ON fresh.key = halves.key JOIN listed_halves ON listed_halves.length = halves.length AND listed_halves.half = halves.half AND listed_halves.side = halves.side
    JOIN listed ON listed.entry_key = listed_halves.entry_key AND listed.listed_as = listed_halves.listed_as
    WHERE damerau_levenshtein(listed.key, fresh.key) = 1
), same AS (
    SELECT fresh.name, listed.entry_key FROM fresh JOIN listed ON listed.key = fresh.key WHERE listed.telling AND NOT listed.weak
), candidates AS (
    SELECT near.name, near.entry_key, arg_min(near, (near.distance, near.listed_as)) AS best
    FROM near ANTI JOIN same ON same.name = near.name AND same.entry_key = near.entry_key
    GROUP BY near.name, near.entry_key
), chosen AS (
    SELECT name, best.* EXCLUDE (name) FROM candidates QUALIFY row_number() OVER (PARTITION BY name ORDER BY best.distance, best.list_name, best.entry_id) <= 5
), met AS (
    SELECT name, arg_min(claim_id, (loaded_at, claim_id)) AS claim_id
    FROM (SELECT claim_id, loaded_at, unnest(list_concat(actor_names, recipient_names)) AS name FROM claims WHERE loaded_at >= $since)
    WHERE name IN (SELECT name FROM chosen)
    GROUP BY name
)
SELECT
    substr(sha256(concat_ws('|', 'maybe_listed', chosen.name, chosen.list_name, chosen.entry_id)), 1, 24) AS review_id, claims.article_id, claims.article_version, 'maybe_listed' AS reason,
    concat('“', chosen.name, '” may be ', chosen.main_name, ', ', chosen.type, ' ', chosen.entry_id, ' on the list ', chosen.list_name, ' (as “', chosen.listed_as, '”): ', chosen.why) AS explanation,
    claims.kind, claims.actors, claims.recipients, chosen.name AS trigger, claims.evidence AS sentence, claims.evidence_start AS sentence_start, claims.evidence_end AS sentence_end,
    claims.evidence_in AS sentence_in, claims.language, claims.extractor, claims.pack, $run_id AS run_id, $now AS loaded_at
FROM chosen JOIN met ON met.name = chosen.name JOIN claims ON claims.claim_id = met.claim_id
WHERE review_id NOT IN (SELECT review_id FROM review)
