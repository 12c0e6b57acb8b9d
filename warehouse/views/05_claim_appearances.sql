-- One row per claim and place where its article's text appeared: the same claim at ten addresses has ten rows.
SELECT claims.claim_id, claims.kind, claims.status, appearances.place_id, appearances.source, appearances.publisher, appearances.url, appearances.published, appearances.first_seen, appearances.last_seen
FROM claims
JOIN appearances ON appearances.article_id = claims.article_id AND appearances.version = claims.article_version
WHERE claims.withdrawn_at IS NULL
