"""What the tests of sources share: a bad web server, and settings with short patience."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.settings import Settings
from tests.sources.web import Web


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, web: Web) -> Settings:
    return Settings(
        data=tmp_path / "data",
        allow_hosts=f"{web.host}:{web.port}",
        request_seconds=1.0,
        source_seconds=5.0,
        retry_wait_seconds=0.01,
        max_retry_wait_seconds=0.5,
        max_body_bytes=1_000_000,
        host_delay_seconds=0.0,
    )
