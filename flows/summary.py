"""The end of a run in words: what came in, what was found, what was left out, and where to look next."""

from __future__ import annotations

import json
from typing import Any

from flows.reporting.words import plain
from schemas.settings import Settings

_SOURCES = 10  # that are not well and are told one by one


def outcome_of(counts: dict[str, Any]) -> str:
    """``left_out`` if something was left out that nobody expected, or a source is failing; else ``done``."""
    missed = counts.get("left_out", 0) > counts.get("acknowledged", 0) or counts.get("sources_failing")
    return "left_out" if missed else "done"


def left_out_words(counts: dict[str, Any]) -> str:
    """How much was left out, and how much of it was to be expected."""
    expected = min(counts["left_out"], counts.get("acknowledged", 0))
    return f"{counts['left_out']} left out" + (f" ({expected} as expected: acknowledged in seeds/sources.toml)" if expected else "")


def as_json(outcome: str, counts: dict[str, Any]) -> str:
    """One JSON object, for scripts."""
    return json.dumps({"outcome": outcome, **counts}, ensure_ascii=False, sort_keys=True)


def as_text(flow: str, outcome: str, counts: dict[str, Any], settings: Settings) -> str:
    """A few lines, for people."""
    lines = ["", f"{flow}: {'done' if outcome == 'done' else 'done, but something was left out'}  (run {counts['run_id']})"]
    if flow == "reread":
        lines.append(f"  articles  {counts['articles_read']} read again")
    if "articles_new" in counts:
        lines.append(f"  articles  {counts['articles_new']} new, {counts['articles_known']} known, {left_out_words(counts)}")
    if "claims_new" in counts:
        others = {"withdrawn": counts.get("claims_withdrawn"), "found again": counts.get("claims_restored")}
        lines.append(f"  claims    {counts['claims_new']} new" + "".join(f", {count} {what}" for what, count in others.items() if count))
        lines += _claims_table(counts["claims_by"])
    if "facts" in counts:
        changed = f"{counts['facts_added']} new, {counts['facts_altered']} changed, {counts['facts_gone']} gone"
        hint = ": sanctionwatch sql --query changes" if counts["facts_added"] or counts["facts_altered"] or counts["facts_gone"] else ""
        lines.append(f"  facts     {changed}, {counts['facts']} in all{hint}")
    if counts.get("review_new"):
        lines.append(f"  review    {counts['review_new']} sentences were not understood: sanctionwatch review")
    unwell = [(name, numbers) for name, numbers in counts.get("sources", {}).items() if numbers.get("state", "ok") != "ok"]
    lines += [
        f"  source    {name}: {numbers['state']} since {numbers['since']}: {plain(numbers['why'], 150)}"
        for name, numbers in unwell[:_SOURCES]
    ]
    if len(unwell) > _SOURCES:
        lines.append(f"  source    … {len(unwell) - _SOURCES} more are not well: uv run sanctionwatch sql --query sources")
    lines += [f"  warning   {warning}" for warning in counts.get("warnings", [])]
    lines.append(f"  warehouse {settings.warehouse}")
    if "report" in counts:
        lines.append(f"  report    {counts['report']}")
    lines += ["", "next:", '  uv run sanctionwatch sql "SELECT kind, status, speaker, evidence FROM current_claims LIMIT 10"']
    lines.append(
        "  uv run sanctionwatch sql --query quarantine" if counts.get("left_out") else "  uv run sanctionwatch sql --query denials"
    )
    return "\n".join(lines)


def _claims_table(by: dict[str, int]) -> list[str]:
    """Claims by kind, each with its statuses."""
    kinds: dict[str, list[str]] = {}
    totals: dict[str, int] = {}
    for name, count in sorted(by.items()):
        kind, status = name.split("/")
        kinds.setdefault(kind, []).append(f"{count} {status.replace('_', ' ')}")
        totals[kind] = totals.get(kind, 0) + count
    return [f"    {totals[kind]:>5}  {kind.replace('_', ' '):<20} {', '.join(statuses)}" for kind, statuses in kinds.items()]
