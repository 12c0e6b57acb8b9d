"""The derived columns of ``schemas.expectations.DERIVED``: what Great Expectations cannot compute by itself."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

_MANY = 20  # claims of a batch from which on shares are judged
_FEW = 10  # a day, below which counts are not compared
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def articles_to_check(articles: pl.DataFrame, today: date) -> pl.DataFrame:
    """Articles with what their expectations look at. The texts themselves stay out of the check and of its documents."""
    return articles.with_columns(
        text_length=pl.col("text").str.len_chars().cast(pl.Int64),
        title_length=pl.col("title").str.len_chars().cast(pl.Int64),
        controls=(pl.col("text").str.count_matches(_CONTROLS) + pl.col("title").fill_null("").str.count_matches(_CONTROLS)).cast(pl.Int64),
        tomorrow=pl.lit(today + timedelta(days=1)),
        days_old_reversed=pl.when(pl.col("fetched").is_not_null()).then((pl.col("published") - pl.lit(today)).dt.total_days()).otherwise(0),
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
    return (
        joined.with_columns(
            evidence_in_many=pl.when(pl.len() >= _MANY).then(pl.col("evidence")),
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
        )
        .with_columns(found_in_many=pl.when(pl.len() >= _MANY).then(pl.col("evidence_found")))
        .drop("_title", "_text")
    )


def facts_to_check(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts with what their expectations look at."""
    return facts.with_columns(
        claims_behind=pl.col("claim_count") + pl.col("denial_count"),
        somebody_contests=pl.col("contested_by").list.len() > 0,
        is_confirmed=pl.col("status_best") == "confirmed_by_parties",
        says_who_confirmed=pl.col("confirmed_by").is_not_null() & pl.col("confirmed_date").is_not_null(),
    )


def drift_to_check(days: pl.DataFrame) -> pl.DataFrame:
    """The view ``drift`` with what its expectations look at; series that are not judged stay out.

    Small numbers double by chance: a series is far above its days from ten a day on, and far below them only where every day had ten.
    """
    return days.filter("judged").with_columns(
        times_the_most=pl.col("latest") / pl.max_horizontal(pl.col("most"), pl.lit(_FEW)),
        share_of_the_least=pl.when(pl.col("least") >= _FEW).then(pl.col("latest") / pl.col("least")),
    )
