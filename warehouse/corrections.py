"""Corrected articles: which claim of the version before it each new claim takes the place of (codebook rule 24)."""

from __future__ import annotations

import duckdb
import polars as pl


def with_retracted(connection: duckdb.DuckDBPyConnection, claims: pl.DataFrame) -> pl.DataFrame:
    """Fills ``retracts`` of claims that are about to be loaded; their order stays.

    A claim takes the place of the one in the version just before that had the same kind, parties and speaker; where there are several, the
    first of the first, the second of the second. What the version before said and this one does not is withdrawn: view ``retractions``.
    """
    if claims.filter(pl.col("article_version") > 1).is_empty():
        return claims
    connection.register("incoming", claims.with_row_index("row"))
    try:
        found: pl.DataFrame = connection.sql(
            """
            WITH told AS (
                SELECT claim_id, article_id, article_version, kind, actors, recipients, speaker, evidence_in, evidence_start FROM claims
                WHERE article_id IN (SELECT article_id FROM incoming WHERE article_version > 1) AND claim_id NOT IN (SELECT claim_id FROM incoming)
                UNION ALL
                SELECT claim_id, article_id, article_version, kind, actors, recipients, speaker, evidence_in, evidence_start FROM incoming
            ), counted AS (
                SELECT *, row_number() OVER (PARTITION BY article_id, article_version, kind, actors, recipients, speaker ORDER BY evidence_in, evidence_start, claim_id) AS nth
                FROM told
            ), pairs AS (
                SELECT now.claim_id, before.claim_id AS retracted
                FROM counted AS now JOIN counted AS before
                    ON before.article_id = now.article_id AND before.article_version = now.article_version - 1 AND before.kind = now.kind AND before.actors = now.actors
                    AND before.recipients = now.recipients AND before.speaker IS NOT DISTINCT FROM now.speaker AND before.nth = now.nth
            )
            SELECT incoming.* EXCLUDE (row) REPLACE (pairs.retracted AS retracts) FROM incoming LEFT JOIN pairs USING (claim_id) ORDER BY row
            """
        ).pl()
    finally:
        connection.unregister("incoming")
    return found
