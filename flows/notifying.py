"""Tells somebody when a run failed, data failed its checks, or a source began to fail: one JSON object to a webhook. docs/scheduling.md."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.tending import FAILING
from schemas.settings import Settings

_SECONDS = 10
_LONGEST = 1_000  # characters of an error


def news(flow: str, run_id: str, started: datetime, counts: Mapping[str, Any], problem: BaseException | None) -> dict[str, Any] | None:
    """What is worth telling of a run; nothing if all is as it was. A source is told once, by the run in which it began to fail.

    Returns ``event`` (quality_failed, run_failed or source_failing), ``flow``, ``run_id``, ``message``, ``sources`` by name with ``state``,
    ``since`` and ``why``, and ``text``, one line for chats.
    """
    began = f"{started:%Y-%m-%d %H:%M}"
    sources = {
        name: {key: gave[key] for key in ("state", "since", "why")}
        for name, gave in counts.get("sources", {}).items()
        if gave.get("state") in FAILING and gave["since"] >= began
    }
    if problem is not None:
        event, message = "quality_failed" if type(problem).__name__ == "QualityFailed" else "run_failed", str(problem)[:_LONGEST]
    elif sources:
        event, message = (
            "source_failing",
            "; ".join(f"{name} is {gave['state']}: {gave['why']}"[:_LONGEST] for name, gave in sources.items()),
        )
    else:
        return None
    told = {"event": event, "flow": flow, "run_id": run_id, "message": message, "sources": sources}
    return told | {"text": f"Sanctionwatch, {flow}: {event.replace('_', ' ')}: {message} (run {run_id})"}


def notify(told: Mapping[str, Any] | None, settings: Settings) -> str | None:
    """Sends it to the webhook of the settings, if there is one. Returns why that failed, which never stops a run."""
    if told is None or not settings.notify_url:
        return None
    if not settings.notify_url.startswith(("http://", "https://")):
        return "SANCTIONWATCH_NOTIFY_URL is no address that begins with http:// or https://; nobody was told"
    asked = urllib.request.Request(  # noqa: S310 - http or https, and chosen by whoever runs this
        settings.notify_url, data=json.dumps(told, ensure_ascii=False).encode(), headers={"content-type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(asked, timeout=_SECONDS):  # noqa: S310
            return None
    except (OSError, ValueError) as problem:  # the address may hold a secret: it is not repeated
        why = f"status {problem.code}" if isinstance(problem, urllib.error.HTTPError) else type(problem).__name__
        return f"the webhook of SANCTIONWATCH_NOTIFY_URL could not be told: {why}"
