"""Monitor: ingest, extract, load, facts, report, in this order."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.artifacts import publish_artifacts
from flows.extract import extract
from flows.facts import facts
from flows.ingest import ingest
from flows.load import load
from flows.report import report
from schemas.settings import Settings


@flow(name="monitor", flow_run_name="monitor {run_id}")
def monitor(run_id: str, sources: tuple[str, ...] = (), live: bool = False) -> dict[str, Any]:
    """The whole way from sources to report; ``live`` asks every live source of the watch list too. Returns the counts of its flows, joined."""
    counts: dict[str, Any] = ingest(run_id, sources, live)
    counts |= extract(run_id)
    loaded = load(run_id)
    counts |= loaded | {"left_out": counts["left_out"] + loaded["claims_left_out"], "warnings": counts["warnings"] + loaded["warnings"]}
    counts |= facts(run_id)
    counts |= report(run_id, counts)
    publish_artifacts("monitor", counts, Settings.load(), run_id)
    return counts
