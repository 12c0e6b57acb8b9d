"""What must be true of every row and batch before it enters a table.

Each expectation names a Great Expectations type with its arguments, the reason, the severity and a row it must reject. A row that
breaks a critical row expectation is quarantined with the reason; a critical batch expectation stops the load; a warning is recorded
and shown.

Beside a table's own columns an expectation may use the derived ones of ``DERIVED``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from schemas.kinds import KINDS
from schemas.statuses import STATUSES

Severity = Literal["critical", "warning"]
Scope = Literal["row", "batch"]

# Computed before the check, because Great Expectations compares plain columns.
DERIVED = {
    "articles": {
        "text_length": "characters of the text",
        "title_length": "characters of the title",
        "controls": "control characters in title and text that no article has",
        "tomorrow": "the day after the run",
        "days_old_reversed": "minus the days from publication to the run",
    },
    "claims": {
        "evidence_found": "the article's words at the claim's offsets",
        "actors_text": "actors joined with commas",
        "recipients_text": "recipients joined with commas",
        "parties": "number of actors and recipients",
        "currency_of_amount": "the currency, or nothing in words where there is an amount without one",
        "past_event_start": "start of the event, where the status says that it happened",
        "date_text_of_event": "the words of the date, or a dash where there is no event date",
        "claims_per_article": "how many claims the article gave",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One expectation. ``when`` limits it to rows where a column has a value (or is not null, given None)."""

    name: str
    suite: Literal["articles", "claims"]
    type: str
    kwargs: dict[str, Any]
    why: str
    severity: Severity = "critical"
    scope: Scope = "row"
    when: tuple[str, Any] | None = None
    rejects: dict[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """The columns it looks at."""
        named = [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]
        return {*named, *self.kwargs.get("column_list", ()), *([self.when[0]] if self.when else ())}


_CODES = r"^$|^[A-Z]{2}(?:,[A-Z]{2})*$"

EXPECTATIONS: tuple[Expectation, ...] = (
    # articles, row by row
    Expectation(
        name="article-has-id",
        suite="articles",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "article_id"},
        why="claims point to their article by it",
        rejects={"article_id": None},
    ),
    Expectation(
        name="article-has-text",
        suite="articles",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "text_length", "min_value": 20},
        why="a shorter text is a cookie wall, a caption or an error page",
        rejects={"text": "Access denied"},
    ),
    Expectation(
        name="article-not-endless",
        suite="articles",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "text_length", "max_value": 500_000},
        why="no news article has half a million characters; it is a dump or an attack",
        rejects={"text": "x" * 500_001},
    ),
    Expectation(
        name="title-not-endless",
        suite="articles",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "title_length", "max_value": 1_000},
        why="a longer headline is text in the wrong field",
        rejects={"title": "x" * 1_001},
    ),
    Expectation(
        name="published-not-in-future",
        suite="articles",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "tomorrow", "column_B": "published", "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        why="relative dates would resolve to days that have not come; one day of grace for time zones",
        rejects={"published": "2999-01-01"},
    ),
    Expectation(
        name="published-not-before-the-web",
        suite="articles",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "published", "min_value": "1990-01-01"},
        why="an earlier date is a default value of some system, not a publication date",
        rejects={"published": "1900-01-01"},
    ),
    Expectation(
        name="language-is-a-code",
        suite="articles",
        type="ExpectColumnValuesToMatchRegex",
        kwargs={"column": "language", "regex": r"^[a-z]{2}$"},
        why="the pack is chosen by it (ISO 639-1)",
        rejects={"language": "Polish"},
    ),
    Expectation(
        name="url-is-web",
        suite="articles",
        type="ExpectColumnValuesToMatchRegex",
        kwargs={"column": "url", "regex": r"^https?://[^\s<>\"]{3,2000}$"},
        why="reports link to it; anything but http or https is unsafe to click",
        rejects={"url": "javascript:alert(1)"},
    ),
    Expectation(
        name="no-control-characters",
        suite="articles",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "controls", "max_value": 0},
        why="NUL and escape characters mean a binary or broken file",
        rejects={"text": "Pjongjang wysłał żołnierzy\x00 do Rosji."},
    ),
    Expectation(
        name="article-version-unique",
        suite="articles",
        type="ExpectCompoundColumnsToBeUnique",
        kwargs={"column_list": ["article_id", "version"]},
        why="one row per article and version",
        rejects={"__twice__": True},
    ),
    # articles, the batch
    Expectation(
        name="articles-arrived",
        suite="articles",
        type="ExpectTableRowCountToBeBetween",
        kwargs={"min_value": 1},
        why="a batch without rows means that a source fell silent on the way",
        scope="batch",
        rejects={"__none__": True},
    ),
    Expectation(
        name="articles-mostly-dated",
        suite="articles",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "published", "mostly": 0.8},
        why="without publication dates relative dates stay empty",
        severity="warning",
        scope="batch",
        rejects={"published": None},
    ),
    Expectation(
        name="articles-language-known",
        suite="articles",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "language", "mostly": 0.9},
        why="an article in an unknown language is not read",
        severity="warning",
        scope="batch",
        rejects={"language": None},
    ),
    Expectation(
        name="articles-fresh",
        suite="articles",
        type="ExpectColumnMaxToBeBetween",
        kwargs={"column": "days_old_reversed", "min_value": -30},
        why="when the newest article of a batch is over 30 days old, the sources bring archives or have gone stale",
        severity="warning",
        scope="batch",
        rejects={"published": "2001-01-01"},
    ),
    # claims, row by row
    Expectation(
        name="claim-id-unique",
        suite="claims",
        type="ExpectColumnValuesToBeUnique",
        kwargs={"column": "claim_id"},
        why="the same reading must not count twice",
        rejects={"__twice__": True},
    ),
    Expectation(
        name="kind-known",
        suite="claims",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "kind", "value_set": sorted(KINDS)},
        why="codebook section 3: exactly one of its kinds",
        rejects={"kind": "troop_movement"},
    ),
    Expectation(
        name="status-known",
        suite="claims",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "status", "value_set": sorted(STATUSES)},
        why="codebook section 4: exactly one of its statuses",
        rejects={"status": "probable"},
    ),
    Expectation(
        name="evidence-verbatim",
        suite="claims",
        type="ExpectColumnPairValuesToBeEqual",
        kwargs={"column_A": "evidence", "column_B": "evidence_found"},
        why="every claim must stand word for word at its offsets in the stored article",
        rejects={"evidence": "words that are not there"},
    ),
    Expectation(
        name="evidence-has-length",
        suite="claims",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "evidence_end", "column_B": "evidence_start"},
        why="empty evidence proves nothing",
        rejects={"evidence_start": 10, "evidence_end": 10},
    ),
    Expectation(
        name="evidence-place-known",
        suite="claims",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "evidence_in", "value_set": ["text", "title"]},
        why="offsets count in one of the two",
        rejects={"evidence_in": "caption"},
    ),
    Expectation(
        name="actors-are-codes",
        suite="claims",
        type="ExpectColumnValuesToMatchRegex",
        kwargs={"column": "actors_text", "regex": _CODES},
        why="ISO 3166-1 alpha-2 codes, or EU and UN",
        rejects={"actors": ["North Korea"]},
    ),
    Expectation(
        name="recipients-are-codes",
        suite="claims",
        type="ExpectColumnValuesToMatchRegex",
        kwargs={"column": "recipients_text", "regex": _CODES},
        why="ISO 3166-1 alpha-2 codes, or EU and UN",
        rejects={"recipients": ["ru"]},
    ),
    Expectation(
        name="somebody-takes-part",
        suite="claims",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "parties", "min_value": 1},
        why="a conduct of nobody towards nobody cannot be compared with anything",
        rejects={"actors": [], "recipients": []},
    ),
    Expectation(
        name="quantity-in-order",
        suite="claims",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "quantity_max", "column_B": "quantity_min", "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        why="a lower bound above the upper one is a misread number",
        rejects={"quantity_min": 12_000.0, "quantity_max": 10_000.0},
    ),
    Expectation(
        name="quantity-credible",
        suite="claims",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "quantity_min", "min_value": 0, "max_value": 1_000_000_000},
        why="more than a billion of anything countable is a misread number",
        rejects={"quantity_min": 9e12},
    ),
    Expectation(
        name="troops-credible",
        suite="claims",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "quantity_min", "max_value": 2_000_000},
        why="no army sends more people than it has",
        when=("kind", "troop_deployment"),
        rejects={"kind": "troop_deployment", "quantity_min": 5_000_000.0},
    ),
    Expectation(
        name="amount-has-currency",
        suite="claims",
        type="ExpectColumnValuesToMatchRegex",
        kwargs={"column": "currency_of_amount", "regex": r"^[A-Z]{3}$"},
        why="a sum without a currency (ISO 4217) means nothing",
        rejects={"amount_min": 5.0, "currency": None},
    ),
    Expectation(
        name="event-in-order",
        suite="claims",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "event_end", "column_B": "event_start", "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        why="an event that ends before it starts is a misread date",
        rejects={"event_start": "2025-02-01", "event_end": "2025-01-01"},
    ),
    Expectation(
        name="event-not-after-report",
        suite="claims",
        type="ExpectColumnPairValuesAToBeGreaterThanB",
        kwargs={"column_A": "reported_date", "column_B": "past_event_start", "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        why="what is reported as done began before it was reported; plans, concerns and denials may lie ahead",
        rejects={"status": "reported", "reported_date": "2025-01-01", "event_start": "2026-01-01"},
    ),
    Expectation(
        name="event-has-words",
        suite="claims",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "date_text_of_event"},
        why="every event date must rest on words of the article",
        rejects={"event_start": "2025-01-01", "event_end": "2025-01-01", "date_text": None},
    ),
    Expectation(
        name="confirmation-names-side",
        suite="claims",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "confirmed_by", "value_set": ["actor", "recipient", "both"]},
        why="codebook section 2: a confirmation says which party confirms",
        when=("status", "confirmed_by_parties"),
        rejects={"status": "confirmed_by_parties", "confirmed_by": "nobody"},
    ),
    Expectation(
        name="official-word-has-speaker",
        suite="claims",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "speaker"},
        why="an official assertion is somebody's; without a speaker it is the outlet's own voice",
        when=("status", "officially_asserted"),
        rejects={"status": "officially_asserted", "speaker": None},
    ),
    *(
        Expectation(
            name=f"{role.replace('_', '-')}-is-described",
            suite="claims",
            type="ExpectColumnValuesToMatchRegex",
            kwargs={"column": "speaker", "regex": r"^\S*$|(?:^|[\s(\"'„“/-])[^\W\dA-ZĄĆĘŁŃÓŚŹŻ]"},
            why="a source that nobody names has the words that describe it, never the name of somebody else in the article",
            when=("speaker_role", role),
            rejects={"speaker_role": role, "speaker": "Anna Kowalska"},
        )
        for role in ("unnamed_official", "unnamed_source")
    ),
    Expectation(
        name="confidence-is-share",
        suite="claims",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "extraction_confidence", "min_value": 0, "max_value": 1},
        why="it is a share",
        rejects={"extraction_confidence": 1.5},
    ),
    # claims, the batch
    Expectation(
        name="claims-mostly-attributed",
        suite="claims",
        type="ExpectColumnValuesToNotBeNull",
        kwargs={"column": "speaker", "mostly": 0.3},
        why="when hardly any claim has a speaker, attribution is broken",
        severity="warning",
        scope="batch",
        rejects={"speaker": None},
    ),
    Expectation(
        name="claims-mostly-stated",
        suite="claims",
        type="ExpectColumnValuesToBeInSet",
        kwargs={"column": "actor_basis", "value_set": ["stated"], "mostly": 0.4},
        why="when most parties are inferred from context, the reading has lost its footing",
        severity="warning",
        scope="batch",
        rejects={"actor_basis": "inferred"},
    ),
    Expectation(
        name="claims-not-flooding",
        suite="claims",
        type="ExpectColumnValuesToBeBetween",
        kwargs={"column": "claims_per_article", "max_value": 40, "mostly": 0.99},
        why="dozens of claims in one article mean a list, a live ticker gone wrong or an attack",
        severity="warning",
        scope="batch",
        rejects={"__many__": True},
    ),
)


def suite(name: str) -> tuple[Expectation, ...]:
    """The expectations of one suite."""
    return tuple(expectation for expectation in EXPECTATIONS if expectation.suite == name)
