-- What came in since the last computation: claims to add, claims that a newer version of their article took back or a later reading withdrew, and the pieces
-- that have to be read again as a whole because something in them is gone or appeared at another publisher.
CREATE OR REPLACE TEMP TABLE fresh AS
WITH loaded AS (
    SELECT claim_id, article_id, article_version FROM claims WHERE loaded_at > getvariable('claims_until') AND withdrawn_at IS NULL
), later AS (
    SELECT article_id, version FROM articles WHERE version > 1
)
SELECT claim_id FROM (SELECT * FROM loaded WHERE NOT EXISTS (FROM later WHERE later.article_id = loaded.article_id AND later.version > loaded.article_version))
-- Only where everything is compared anew can a claim be there already; else nobody needs to look through all of them.
ANTI JOIN (SELECT claim_id FROM claim_pieces WHERE getvariable('claims_until') = getvariable('beginning')) AS there USING (claim_id);

CREATE OR REPLACE TEMP TABLE gone AS
WITH changed AS (
    SELECT article_id, max(version) AS version FROM articles WHERE first_seen > getvariable('articles_until') AND version > 1 GROUP BY article_id
)
SELECT claim_pieces.claim_id, claim_pieces.article_id, claim_pieces.piece
FROM claim_pieces JOIN changed ON changed.article_id = claim_pieces.article_id AND claim_pieces.article_version < changed.version
UNION
SELECT claim_id, article_id, piece FROM claim_pieces SEMI JOIN (SELECT claim_id FROM claims WHERE withdrawn_at IS NOT NULL) AS withdrawn USING (claim_id);

CREATE OR REPLACE TEMP TABLE torn AS
WITH elsewhere AS (
    -- Not those of articles that are new themselves, or have a new version: nothing of theirs is in a piece, or it is gone.
    SELECT DISTINCT article_id FROM appearances
    ANTI JOIN (SELECT article_id FROM articles WHERE first_seen > getvariable('articles_until') AND getvariable('articles_until') > getvariable('beginning')) AS new USING (article_id)
    WHERE first_seen > getvariable('appearances_until')
)
SELECT piece FROM gone
UNION
SELECT piece FROM claim_pieces SEMI JOIN elsewhere USING (article_id)
UNION
SELECT piece FROM claim_pieces WHERE getvariable('anew');

CREATE OR REPLACE TEMP TABLE again AS
SELECT DISTINCT claim_id FROM claim_pieces SEMI JOIN torn USING (piece) ANTI JOIN gone USING (claim_id);
