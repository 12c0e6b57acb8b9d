"""The derived columns of ``schemas.expectations.DERIVED``: what Great Expectations cannot compute by itself."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def articles_to_check(articles: pl.DataFrame, today: date) -> pl.DataFrame:
    """Articles with what their expectations look at. The texts themselves stay out of the check and of its documents."""
    return articles.with_columns(
        text_length=pl.col("text").str.len_chars().cast(pl.Int64),
        title_length=pl.col("title").str.len_chars().cast(pl.Int64),
        controls=(pl.col("text").str.count_matches(_CONTROLS) + pl.col("title").fill_null("").str.count_matches(_CONTROLS)).cast(pl.Int64),
        tomorrow=pl.lit(today + timedelta(days=1)),
        days_old_reversed=(pl.col("published") - pl.lit(today)).dt.total_days(),
    ).drop("text", "title")


def claims_to_check(claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Claims with what their expectations look at.

    ``articles`` has ``article_id``, ``version``, ``title`` and ``text`` of every article the claims point to; a claim of an unknown
    article finds no evidence.
    """
    joined = claims.join(
        articles.select(
            "article_id", pl.col("version").alias("article_version"), pl.col("title").alias("_title"), pl.col("text").alias("_text")
        ),
        on=["article_id", "article_version"],
        how="left",
        maintain_order="left",
    )
    source = pl.when(pl.col("evidence_in") == "title").then(pl.col("_title")).otherwise(pl.col("_text"))
    length = (pl.col("evidence_end") - pl.col("evidence_start")).clip(0)
    happened = ~pl.col("status").is_in(["planned", "possible_concern", "denied"])
    dated = pl.col("event_start").is_not_null() | pl.col("event_end").is_not_null()
    return joined.with_columns(
        evidence_found=source.str.slice(pl.col("evidence_start").clip(0), length).fill_null(""),
        actors_text=pl.col("actors").list.join(","),
        recipients_text=pl.col("recipients").list.join(","),
        parties=(pl.col("actors").list.len() + pl.col("recipients").list.len()).cast(pl.Int64),
        currency_of_amount=pl.when(pl.col("amount_min").is_not_null() | pl.col("amount_max").is_not_null()).then(
            pl.col("currency").fill_null("none")
        ),
        past_event_start=pl.when(happened).then(pl.col("event_start")),
        date_text_of_event=pl.when(dated).then(pl.col("date_text")).otherwise(pl.lit("-")),
        claims_per_article=pl.len().over("article_id", "article_version").cast(pl.Int64),
    ).drop("_title", "_text")
