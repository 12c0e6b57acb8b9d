"""Data Docs that open without a network: Great Expectations links to content delivery networks, we put local copies in their place."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

from flows.validation import gx as loader
from flows.validation.check import prune

_VENDOR = Path(__file__).parent / "vendor"
_TAG = re.compile(r'<(link|script)\b[^>]*?(?:href|src)="(https?://[^"]+)"[^>]*>(?:\s*</script>)?', re.DOTALL)
_IMAGE = re.compile(r'https://great-expectations-web-assets\.[^"]+?/([\w-]+\.png)[^"]*')
# What a remote address ends in, and the local copy of it. Anything else remote (charts, dark theme) is left out.
_LOCAL = (
    ("bootstrap-table-filter-control", ".css", "bootstrap-table-filter-control.min.css"),
    ("bootstrap-table-filter-control", ".js", "bootstrap-table-filter-control.min.js"),
    ("bootstrap-table", ".css", "bootstrap-table.min.css"),
    ("bootstrap-table", ".js", "bootstrap-table.min.js"),
    ("bootstrap-datepicker", ".css", "bootstrap-datepicker.min.css"),
    ("bootstrap-datepicker", ".js", "bootstrap-datepicker.min.js"),
    ("bootstrap.min", ".css", "bootstrap.min.css"),
    ("bootstrap.min", ".js", "bootstrap.min.js"),
    ("jquery", ".js", "jquery.min.js"),
    ("popper", ".js", "popper.min.js"),
    ("font-awesome", ".css", "fa/css/all.min.css"),
)


def build_docs(folder: Path) -> Path | None:
    """Builds the Data Docs from the stored results; returns the index page, or None when nothing was ever checked."""
    if not (folder / "gx").is_dir():
        return None
    prune(folder)
    gx = loader.load()
    gx.get_context(mode="file", project_root_dir=folder).build_data_docs()
    site = folder / "gx" / "uncommitted" / "data_docs" / "local_site"
    localise(site)
    return site / "index.html"


def localise(site: Path) -> None:
    """Makes every page of a Data Docs site refer to local files only."""
    copies = site / "static" / "vendor"
    if not copies.exists():
        shutil.copytree(_VENDOR, copies)
    for page in site.rglob("*.html"):
        before = page.read_text(encoding="utf-8")
        prefix = "../" * (len(page.relative_to(site).parts) - 1)
        after = _TAG.sub(partial(_replacement, prefix), before)
        after = _IMAGE.sub(rf"{prefix}static/images/\1", after)
        if after != before:
            page.write_text(after, encoding="utf-8")


def _replacement(prefix: str, tag: re.Match[str]) -> str:
    kind, address = tag.group(1), tag.group(2)
    ending = ".css" if kind == "link" else ".js"
    for part, suffix, copy in _LOCAL:
        if part in address and suffix == ending:
            local = f"{prefix}static/vendor/{copy}"
            return f'<script src="{local}"></script>' if kind == "script" else f'<link rel="stylesheet" href="{local}">'
    return ""
