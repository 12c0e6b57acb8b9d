-- Which transfers of technology were claimed since a day or in undated articles, by status from the firmest down, with the sentence and where the page is kept?
-- parameter since = 2022-01-01 (<day>)  ; publication date of the first article, YYYY-MM-DD
-- parameter status = all (all, <status>)  ; a status, or all
SELECT
    claim.status, array_to_string(claim.actors, ', ') AS actors, array_to_string(claim.recipients, ', ') AS recipients, claim.item, claim.programme, claim.speaker, claim.speaker_country,
    claim.reported_date, claim.evidence, claim.publisher, claim.url, 'archive/' || substr(articles.fetched, 1, 2) || '/' || substr(articles.fetched, 3) || '.zst' AS archived, claim.claim_id
FROM current_claims AS claim
JOIN articles ON articles.article_id = claim.article_id AND articles.version = claim.article_version
WHERE claim.kind = 'technology_transfer' AND (claim.reported_date >= CAST($since AS DATE) OR claim.reported_date IS NULL) AND ($status = 'all' OR claim.status = $status)
ORDER BY
    list_position(['confirmed_by_parties', 'assessed', 'officially_asserted', 'reported', 'alleged', 'possible_concern', 'planned', 'denied'], claim.status),
    claim.reported_date DESC NULLS LAST, claim.claim_id
