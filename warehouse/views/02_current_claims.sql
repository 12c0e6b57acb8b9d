-- One row per claim in the latest version of its article that stands, with the article's publisher, address, source and origin; a claim that a copy only repeats is not counted again.
WITH current AS NOT MATERIALIZED (
    SELECT claims.* EXCLUDE (withdrawn_at, withdrawn_by), current_articles.publisher, current_articles.url, current_articles.title, current_articles.source, current_articles.origin_group, current_articles.copy_of
    FROM claims
    JOIN current_articles ON current_articles.article_id = claims.article_id AND current_articles.version = claims.article_version
    WHERE claims.withdrawn_at IS NULL
), copies AS (
    SELECT claims.claim_id, claims.kind, claims.status, claims.actors, claims.recipients, claims.evidence, claims.speaker, articles.copy_of
    FROM claims JOIN articles ON articles.article_id = claims.article_id AND articles.version = claims.article_version
    WHERE articles.copy_of IS NOT NULL AND claims.withdrawn_at IS NULL
), repeated AS (
    SELECT copies.claim_id
    FROM copies JOIN current AS original
        ON original.article_id = copies.copy_of AND original.kind = copies.kind AND original.status = copies.status
        AND original.actors = copies.actors AND original.recipients = copies.recipients AND original.evidence = copies.evidence
        AND original.speaker IS NOT DISTINCT FROM copies.speaker
)
SELECT * FROM current WHERE claim_id NOT IN (SELECT claim_id FROM repeated)
