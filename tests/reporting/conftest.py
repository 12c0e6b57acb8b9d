"""The report of the shipped samples: taken in, read, loaded and made into facts once for all tests here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from flows.report import gather
from flows.reporting.report import Material
from schemas.settings import Settings
from tests import stages
from warehouse.connect import open_working
from warehouse.ledger import finish_run, start_run


@pytest.fixture(scope="session")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """What the report of the first run on the samples is made of."""
    settings = Settings(data=tmp_path_factory.mktemp("report"))
    working = stages.ready(settings)
    at = datetime(2025, 10, 1, 6)
    with open_working(working) as connection:
        start_run(connection, run_id="r1", flow="monitor", at=at, program="test")
    counts: dict[str, Any] = stages.ingest(settings, settings.seeds / "articles")
    stages.extract(settings)
    counts |= {"claims_new": stages.load(settings)[0]["new"]}
    stages.facts(settings)
    with open_working(working) as connection:
        finish_run(connection, run_id="r1", at=at, outcome="done", counts=counts, message=None)
        return gather(connection, settings, "r1", counts, settings.reports / "docs" / "index.html")
