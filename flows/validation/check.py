"""Checks a table against its suite and says, row by row, what is wrong."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from flows.validation import gx as loader
from schemas.expectations import EXPECTATIONS, Expectation, suite

_ROW = "row_number"
_KEPT_RUNS = 60  # Data Docs of more runs get slow to build; quality_results keeps all of them


class QualityFailed(RuntimeError):
    """A critical expectation on a whole batch failed, or an expectation could not be evaluated: nothing is loaded."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: reasons by row number, one result per expectation, and by expectation the rows that it doubts."""

    reasons: dict[int, list[str]]
    results: list[dict[str, Any]]
    doubted: dict[str, list[int]] = field(default_factory=dict)

    @property
    def failed(self) -> list[str]:
        """Critical batch expectations that did not hold."""
        return [
            result["expectation"]
            for result in self.results
            if not result["success"] and result["scope"] == "batch" and result["severity"] == "critical"
        ]

    @property
    def warnings(self) -> list[str]:
        """What did not hold, but stops nothing."""
        return [
            f"{result['expectation']}: {result['why']}"
            for result in self.results
            if not result["success"] and result["severity"] == "warning"
        ]


def check(name: str, table: pl.DataFrame, folder: Path, run_id: str) -> Verdict:
    """Runs the suite ``articles``, ``claims``, ``facts`` or ``drift`` on a table that has its derived columns.

    ``folder`` keeps the results for the Data Docs.

    Raises:
        QualityFailed: if an expectation raised instead of answering.
    """
    gx = loader.load()
    expectations = suite(name)
    context = _context(gx, folder)
    # Every row condition copies every column of the frame: those that no expectation looks at stay behind.
    looked_at = sorted(set().union(*(expectation.columns for expectation in expectations)))
    frame = (
        table.select(name for name in looked_at if name in table.columns).with_row_index(_ROW).to_pandas(use_pyarrow_extension_array=True)
    )
    built = [_built(gx, expectation) for expectation in expectations]
    checked = context.suites.add_or_update(
        gx.ExpectationSuite(name=name, expectations=built, meta={"reasons": {e.name: e.why for e in expectations}})
    )
    source = context.data_sources.add_or_update_pandas("sanctionwatch")
    batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("rows")
    definition = context.validation_definitions.add_or_update(gx.ValidationDefinition(name=name, data=batch, suite=checked))
    outcome = definition.run(
        batch_parameters={"dataframe": frame},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": [_ROW], "include_unexpected_rows": False},
        run_id=_run_identifier(run_id),
    )
    return _verdict(expectations, outcome.results)


def _context(gx: Any, folder: Path) -> Any:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    folder.mkdir(parents=True, exist_ok=True)
    context = gx.get_context(mode="file", project_root_dir=folder)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _run_identifier(run_id: str) -> Any:
    from great_expectations.core.run_identifier import RunIdentifier

    return RunIdentifier(run_name=run_id)


def _built(gx: Any, expectation: Expectation) -> Any:
    from great_expectations.expectations.row_conditions import Column

    kwargs = dict(expectation.kwargs)
    if expectation.when is not None:
        column, value = expectation.when
        kwargs["row_condition"] = Column(column) == value
    return getattr(gx.expectations, expectation.type)(
        **kwargs, severity=expectation.severity, notes=f"**{expectation.protects}**: {expectation.why}", meta={"name": expectation.name}
    )


def _verdict(expectations: tuple[Expectation, ...], results: list[Any]) -> Verdict:
    """Results come in no fixed order: each is matched by the name in its meta."""
    by_name = {result.expectation_config.meta["name"]: result for result in results}
    reasons: dict[int, list[str]] = defaultdict(list)
    doubted: dict[str, list[int]] = {}
    rows: list[dict[str, Any]] = []
    for expectation in expectations:
        result = by_name[expectation.name]
        if _raised(result):
            raise QualityFailed(f"expectation {expectation.name} could not be evaluated: {_raised(result)}")
        failing = [int(entry[_ROW]) for entry in result.result.get("unexpected_index_list") or []]
        if failing:
            doubted[expectation.name] = failing
        if expectation.scope == "row" and expectation.severity == "critical":
            for number in failing:
                reasons[number].append(f"{expectation.name}: {expectation.why}")
        observed = result.result.get("observed_value")
        rows.append(
            {
                "suite": expectation.suite,
                "expectation": expectation.name,
                "protects": expectation.protects,
                "scope": expectation.scope,
                "severity": expectation.severity,
                "success": bool(result.success),
                "checked": result.result.get("element_count"),
                "unexpected": result.result.get("unexpected_count"),
                "observed": None if observed is None else str(observed),
                "why": expectation.why,
            }
        )
    return Verdict(dict(reasons), rows, doubted)


def _raised(result: Any) -> str:
    info = result.exception_info or {}
    for entry in info.values() if not isinstance(info.get("raised_exception"), bool) else [info]:
        if isinstance(entry, dict) and entry.get("raised_exception"):
            return str(entry.get("exception_message", "unknown"))
    return ""


def prune(folder: Path) -> None:
    """Keeps the results of the latest runs; run ids sort by time."""
    for suite_name in {expectation.suite for expectation in EXPECTATIONS}:
        for store in (
            folder / "gx" / "uncommitted" / "validations" / suite_name,
            folder / "gx" / "uncommitted" / "data_docs" / "local_site" / "validations" / suite_name,
        ):
            if store.is_dir():
                for old in sorted(entry for entry in store.iterdir() if entry.is_dir())[:-_KEPT_RUNS]:
                    shutil.rmtree(old)
