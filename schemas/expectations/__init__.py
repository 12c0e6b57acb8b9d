"""What must be true of every row and batch before it enters a table.

Each expectation names a Great Expectations type with its arguments, the reason, the severity, what it protects and a row it must reject.
A row that breaks a critical row expectation is quarantined with the reason; a critical batch expectation stops the load and leaves the
tables as they were; a warning is recorded and shown.

Beside a table's own columns an expectation may use the derived ones of ``DERIVED``.
"""

from __future__ import annotations

from schemas.expectations.articles import ARTICLES
from schemas.expectations.claims import CLAIMS
from schemas.expectations.drift import DRIFT
from schemas.expectations.expectation import PROTECTS, Expectation
from schemas.expectations.facts import FACTS

__all__ = ["DERIVED", "EXPECTATIONS", "PROTECTS", "Expectation", "suite"]

EXPECTATIONS: tuple[Expectation, ...] = (*ARTICLES, *CLAIMS, *FACTS, *DRIFT)

# Computed before the check, because Great Expectations compares plain columns.
DERIVED = {
    "articles": {
        "text_length": "characters of the text",
        "title_length": "characters of the title",
        "controls": "control characters in title and text that no article has",
        "tomorrow": "the day after the run",
        "days_old_reversed": "minus the days from publication to the run, 0 for articles from files, which may be archives",
    },
    "claims": {
        "evidence_found": "the article's words at the claim's offsets",
        "evidence_in_many": "the evidence, where the batch has twenty claims or more",
        "found_in_many": "the article's words at the claim's offsets, where the batch has twenty claims or more",
        "actors_text": "actors joined with commas",
        "recipients_text": "recipients joined with commas",
        "parties": "number of actors and recipients",
        "currency_of_amount": "the currency, or nothing in words where there is an amount without one",
        "past_event_start": "start of the event, where the status says that it happened",
        "date_text_of_event": "the words of the date, or a dash where there is no event date",
        "claims_per_article": "how many claims the article gave",
    },
    "facts": {
        "claims_behind": "claims that assert, plan or deny it",
        "somebody_contests": "whether anybody is named who contests it",
        "is_confirmed": "whether its best status is a confirmation",
        "says_who_confirmed": "whether it says which party confirmed it",
    },
    "drift": {
        "series": "what is counted: articles of a source or in a language, claims of a kind",
        "times_the_most": "count of the last day by that of the busiest day before",
        "share_of_the_least": "count of the last day by that of the quietest day before",
    },
}


def suite(name: str) -> tuple[Expectation, ...]:
    """The expectations of one suite."""
    return tuple(expectation for expectation in EXPECTATIONS if expectation.suite == name)
