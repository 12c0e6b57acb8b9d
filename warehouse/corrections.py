"""Corrected articles: which claim of the version before it each claim takes the place of (codebook rule 24)."""

from __future__ import annotations

import duckdb
import polars as pl


def note_retracted(connection: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> None:
    """Fills ``retracts`` of the claims of some articles (``article_id``), after claims of theirs were loaded or withdrawn.

    A claim takes the place of the one in the version just before that had the same kind, parties and speaker; where there are several, the
    first of the first, the second of the second. What the version before said and this one does not is withdrawn: view ``retractions``.
    """
    if articles.is_empty():
        return
    connection.register("corrected", articles.select("article_id").unique())
    try:
        connection.execute(
            """
            WITH counted AS (
                SELECT claim_id, article_id, article_version, kind, actors, recipients, speaker, retracts,
                    row_number() OVER (PARTITION BY article_id, article_version, kind, actors, recipients, speaker ORDER BY evidence_in, evidence_start, claim_id) AS nth
                FROM claims
                WHERE article_id IN (SELECT article_id FROM corrected) AND withdrawn_at IS NULL
            ), told AS (
                SELECT now.claim_id, before.claim_id AS retracted
                FROM counted AS now LEFT JOIN counted AS before
                    ON before.article_id = now.article_id AND before.article_version = now.article_version - 1 AND before.kind = now.kind AND before.actors = now.actors
                    AND before.recipients = now.recipients AND before.speaker IS NOT DISTINCT FROM now.speaker AND before.nth = now.nth
                WHERE now.retracts IS DISTINCT FROM before.claim_id
            )
            UPDATE claims SET retracts = told.retracted FROM told WHERE told.claim_id = claims.claim_id
            """
        )
    finally:
        connection.unregister("corrected")
