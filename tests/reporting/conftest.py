"""The report of the shipped samples."""

from __future__ import annotations

import json

import pytest

from flows.report import gather
from flows.reporting.report import Material
from schemas.settings import Settings
from warehouse.connect import open_published


@pytest.fixture(scope="session")
def material(samples: Settings) -> Material:
    """What the report of the first run on the samples is made of."""
    with open_published(samples.warehouse) as connection:
        [(counts,)] = connection.execute("SELECT counts FROM runs WHERE run_id = 'r1'").fetchall()
        return gather(connection, samples, "r1", json.loads(counts), samples.reports / "docs" / "index.html")
