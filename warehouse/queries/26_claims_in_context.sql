-- Which claims are there, newest first, each with the words around it, its article and the facts it belongs to?
-- parameter limit = 50000 (<number>)  ; how many claims
-- parameter around = 500 (<number>)  ; characters of the paragraph that are shown before and after the words, at most
WITH chosen AS (
    SELECT * FROM current_claims ORDER BY reported_date DESC NULLS LAST, claim_id LIMIT CAST($limit AS BIGINT)
), belonging AS (
    SELECT claim_id, list(fact_id ORDER BY fact_id) AS fact_ids, list(role ORDER BY fact_id) AS fact_roles
    FROM fact_claims WHERE claim_id IN (SELECT claim_id FROM chosen) GROUP BY claim_id
), placed AS (
    -- The text that the offsets count in; of a headline-only source just the words themselves may be shown.
    SELECT
        chosen.claim_id, articles.extent, articles.language AS article_language, articles.similarity, CASE WHEN chosen.evidence_in = 'title' THEN articles.title ELSE articles.text END AS whole
    FROM chosen JOIN articles ON articles.article_id = chosen.article_id AND articles.version = chosen.article_version
)
SELECT
    chosen.* EXCLUDE (evidence), placed.extent,
    CASE WHEN placed.extent = 'headline' THEN '' ELSE
        string_split(substr(placed.whole, greatest(evidence_start - CAST($around AS BIGINT), 0) + 1, least(evidence_start, CAST($around AS BIGINT))), chr(10))[-1] END AS before,
    CASE WHEN placed.extent = 'headline' THEN chosen.evidence ELSE substr(placed.whole, evidence_start + 1, evidence_end - evidence_start) END AS evidence,
    CASE WHEN placed.extent = 'headline' THEN '' ELSE string_split(substr(placed.whole, evidence_end + 1, CAST($around AS BIGINT)), chr(10))[1] END AS after,
    coalesce(belonging.fact_ids, []) AS fact_ids, coalesce(belonging.fact_roles, []) AS fact_roles
FROM chosen JOIN placed ON placed.claim_id = chosen.claim_id LEFT JOIN belonging ON belonging.claim_id = chosen.claim_id
ORDER BY chosen.reported_date DESC NULLS LAST, chosen.claim_id
