-- One row per claim in the latest version of its article, with the article's publisher, address, source and origin; a claim that a copy only repeats is not counted again.
WITH current AS (
    SELECT claims.*, current_articles.publisher, current_articles.url, current_articles.title, current_articles.source, current_articles.origin_group, current_articles.copy_of
    FROM claims
    JOIN current_articles ON current_articles.article_id = claims.article_id AND current_articles.version = claims.article_version
)
SELECT * FROM current AS claim
WHERE claim.copy_of IS NULL OR NOT EXISTS (
    FROM current AS original
    WHERE original.article_id = claim.copy_of AND original.kind = claim.kind AND original.status = claim.status
      AND original.actors = claim.actors AND original.recipients = claim.recipients AND original.evidence = claim.evidence
      AND original.speaker IS NOT DISTINCT FROM claim.speaker
)
