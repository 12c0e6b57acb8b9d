-- One row per claim of an article's older version that the next version does not repeat: corrected (by another claim, with the fields that differ) or withdrawn. Nothing is deleted.
WITH later AS (
    SELECT article_id, version, lead(version) OVER (PARTITION BY article_id ORDER BY version) AS next_version, lead(first_seen) OVER (PARTITION BY article_id ORDER BY version) AS retracted_at
    FROM articles WHERE article_id IN (SELECT article_id FROM articles WHERE version > 1)
), lost AS (
    SELECT claims.*, later.next_version, later.retracted_at
    FROM claims JOIN later ON later.article_id = claims.article_id AND later.version = claims.article_version
    WHERE later.next_version IS NOT NULL AND claims.withdrawn_at IS NULL
), compared AS (
    SELECT
        lost.claim_id, lost.article_id, lost.article_version, lost.kind, lost.status, lost.actors, lost.recipients, lost.speaker, lost.next_version AS retracted_in, lost.retracted_at, came.claim_id AS retracted_by,
        list_filter([
            CASE WHEN came.status IS DISTINCT FROM lost.status THEN 'status' END,
            CASE WHEN (came.quantity_min, came.quantity_max, came.unit) IS DISTINCT FROM (lost.quantity_min, lost.quantity_max, lost.unit) THEN 'quantity' END,
            CASE WHEN (came.amount_min, came.amount_max, came.currency) IS DISTINCT FROM (lost.amount_min, lost.amount_max, lost.currency) THEN 'amount' END,
            CASE WHEN (came.losses_min, came.losses_max) IS DISTINCT FROM (lost.losses_min, lost.losses_max) THEN 'losses' END,
            CASE WHEN (came.item, came.programme) IS DISTINCT FROM (lost.item, lost.programme) THEN 'item' END,
            CASE WHEN (came.place, came.place_country) IS DISTINCT FROM (lost.place, lost.place_country) THEN 'place' END,
            CASE WHEN (came.event_start, came.event_end, came.event_precision) IS DISTINCT FROM (lost.event_start, lost.event_end, lost.event_precision) THEN 'event' END,
            CASE WHEN (came.actor_names, came.recipient_names) IS DISTINCT FROM (lost.actor_names, lost.recipient_names) THEN 'names' END,
            CASE WHEN came.instrument_asserted IS DISTINCT FROM lost.instrument_asserted THEN 'instrument' END
        ], lambda field: field IS NOT NULL) AS fields
    FROM lost LEFT JOIN claims AS came ON came.retracts = lost.claim_id AND came.withdrawn_at IS NULL
)
SELECT
    claim_id, article_id, article_version, kind, status, actors, recipients, speaker, CASE WHEN retracted_by IS NULL THEN 'withdrawn' ELSE 'corrected' END AS how, retracted_by, retracted_in, retracted_at,
    CASE WHEN retracted_by IS NULL THEN [] ELSE fields END AS fields
FROM compared
WHERE retracted_by IS NULL OR len(fields) > 0
