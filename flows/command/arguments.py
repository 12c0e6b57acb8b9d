"""What can be asked for on the command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from flows.command import verbs
from flows.command.exits import EXIT_CODES

_Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sanctionwatch",
        description="Who claims what about sanctions, how firmly, in which words: news articles in, claims with evidence out.",
        epilog=f"example:\n  sanctionwatch monitor\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="VERB", required=True)
    for group in (_flow_verbs, _serve_verb, _reading_verbs, _asking_verbs, _watching_verbs, _keeping_verbs, _making_verbs):
        group(actions)
    return parser


def _reading_verbs(actions: _Verbs) -> None:
    read = _verb(
        actions,
        "read",
        verbs.read,
        "read articles from JSON lines and print their claims, without a warehouse",
        "sanctionwatch read articles.jsonl > claims.jsonl",
    )
    read.add_argument(
        "files",
        metavar="FILE.jsonl",
        nargs="+",
        help="articles, one JSON object a line: id, text, and if known lang, url, publisher, published, title; - reads standard input",
    )
    evaluate = _verb(
        actions,
        "evaluate",
        verbs.evaluate,
        "measure the extraction on articles with known claims",
        "sanctionwatch evaluate tests/golden/pl/dev.jsonl --explain",
    )
    evaluate.add_argument("gold", metavar="GOLD.jsonl", nargs="+", type=Path, help="articles with their claims, one JSON object a line")
    evaluate.add_argument(
        "--claims",
        type=Path,
        metavar="FILE",
        help="measure these claims, as `sanctionwatch read` prints them, instead of reading the articles",
    )
    evaluate.add_argument(
        "--explain", action="store_true", help="show every miss with the stage where it was lost, spurious claims, wrong slots"
    )
    evaluate.add_argument("--json", action="store_true", help="print one JSON object")


def _asking_verbs(actions: _Verbs) -> None:
    sql = _verb(
        actions,
        "sql",
        verbs.sql,
        "ask the warehouse, read-only",
        'sanctionwatch sql "SELECT kind, status, count(*) FROM current_claims GROUP BY ALL"\n  sanctionwatch sql --query denials',
    )
    sql.add_argument("statement", metavar="SELECT", nargs="?", help="one SELECT statement")
    sql.add_argument("--query", metavar="NAME", help="a shipped query instead; without NAME's value see --list")
    sql.add_argument("--list", action="store_true", help="list the shipped queries")
    sql.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help="a parameter of the query")
    sql.add_argument(
        "--format", choices=("table", "csv", "json", "parquet"), default="table", help="how to print the answer (default: table)"
    )
    sql.add_argument("--out", type=Path, metavar="FILE", help="write to a file instead of standard output")
    quarantine = _verb(
        actions,
        "quarantine",
        verbs.quarantine,
        "list what was left out and why, show one, or let it in all the same",
        'sanctionwatch quarantine\n  sanctionwatch quarantine show 3fa9c1d2\n  sanctionwatch quarantine release 3fa9c1d2 --because "checked with the editor"',
    )
    quarantine.add_argument(
        "action", choices=("list", "show", "release"), nargs="?", default="list", help="list (default), show or release"
    )
    quarantine.add_argument("names", metavar="ID", nargs="*", help="ids, or how they begin, as list shows them")
    quarantine.add_argument("--because", metavar="WHY", help="why it is released; kept with it")
    quarantine.add_argument("--json", action="store_true", help="list as JSON lines")
    review = _verb(
        actions, "review", verbs.review, "list the sentences that the rules did not understand", "sanctionwatch review --limit 20"
    )
    review.add_argument("--limit", type=_count, metavar="N", default=50, help="how many, the newest articles first (default: 50)")
    review.add_argument("--json", action="store_true", help="print JSON lines")


def _watching_verbs(actions: _Verbs) -> None:
    sources = _verb(
        actions,
        "sources",
        verbs.sources,
        "list the watch list with the health of each source, or try one source",
        "sanctionwatch sources\n  sanctionwatch sources check yonhap-en",
    )
    sources.add_argument("action", choices=("list", "check"), nargs="?", default="list", help="list (default), or check one source now")
    sources.add_argument("name", metavar="NAME", nargs="?", help="the source to check")
    lists = _verb(
        actions,
        "lists",
        verbs.lists,
        "list the sanctions lists that are loaded, or load some from files that you downloaded",
        "sanctionwatch lists\n  sanctionwatch lists load consolidated.xml\n  sanctionwatch lists load sdn.csv alt.csv add.csv",
    )
    lists.add_argument("action", choices=("show", "load"), nargs="?", default="show", help="show (default), or load files")
    lists.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help="OpenSanctions targets.simple.csv or FollowTheMoney JSON lines, UN consolidated XML, EU FSF XML or CSV, OFAC SDN XML or CSV",
    )
    lists.add_argument("--as", dest="name", metavar="NAME", help="a name for the list, to have several of one kind")


def _keeping_verbs(actions: _Verbs) -> None:
    archive = _verb(actions, "archive", verbs.archive, "hash the raw archive again", "sanctionwatch archive verify")
    archive.add_argument("action", choices=("verify",), help="compare every archived body with the record of fetches")
    status = _verb(actions, "status", verbs.status, "tell how everything stands: runs, sources, sizes, versions", "sanctionwatch status")
    status.add_argument("--json", action="store_true", help="print one JSON object")
    backup = _verb(
        actions,
        "backup",
        verbs.backup,
        "copy the warehouse and the raw archive to one file, also while a run works",
        "sanctionwatch backup monday.tar",
    )
    backup.add_argument("file", metavar="FILE.tar", type=Path, help="must not be there yet")
    restore = _verb(
        actions,
        "restore",
        verbs.restore,
        "put a backup in the place of the data folder",
        "sanctionwatch restore monday.tar",
    )
    restore.add_argument("file", metavar="FILE.tar", type=Path, help="a file that backup wrote; the data folder must be empty or not there")


def _making_verbs(actions: _Verbs) -> None:
    pack = _verb(actions, "pack", verbs.pack, "check or compile a language pack", "sanctionwatch pack pl --check")
    pack.add_argument("language", metavar="CODE", help="a language of seeds/languages: pl, en …")
    what = pack.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="prove every entry on its example, and that the compiled file is up to date")
    what.add_argument("--compile", action="store_true", help="write the compiled file with all forms (needs the development dependencies)")
    export = _verb(
        actions,
        "export",
        verbs.export,
        "write the warehouse as Parquet, CSV and FollowTheMoney entities, with a manifest",
        "sanctionwatch export exports/today",
    )
    export.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder, or an earlier export, which is replaced")
    lake = _verb(
        actions,
        "lake",
        verbs.lake,
        "write articles and claims as partitioned Parquet, only what changed: docs/scale.md",
        "sanctionwatch lake lake/\n  sanctionwatch lake s3://bucket/sanctionwatch",
    )
    lake.add_argument(
        "url", metavar="URL", help="a folder, or an address that fsspec knows; the files of an earlier time are kept up to date"
    )
    dictionary = _verb(
        actions, "dictionary", verbs.dictionary, "print the data dictionary", "sanctionwatch dictionary > docs/data-dictionary.md"
    )
    dictionary.add_argument("--check", type=Path, metavar="FILE", help="compare with a file instead, exit 2 if it differs")


def _verb(
    actions: _Verbs,
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--debug", action="store_true", help="on an unexpected error show the whole traceback")
    parser.set_defaults(verb=run)
    return parser


def _flow_verbs(actions: _Verbs) -> None:
    for name, summary, example in (
        (
            "monitor",
            "take in articles, read them, load and check the claims, compute the facts, write the report",
            "sanctionwatch monitor\n  sanctionwatch monitor --live\n  sanctionwatch monitor my-articles/ agency.jsonl",
        ),
        ("ingest", "take in articles from the sources", "sanctionwatch ingest my-articles/"),
        ("extract", "read the articles that were not read yet; claims are staged", "sanctionwatch extract"),
        ("load", "check the staged claims and load them", "sanctionwatch load"),
        ("facts", "bring the facts up to date with the claims", "sanctionwatch facts"),
        ("report", "write the report and the Data Docs", "sanctionwatch report"),
        (
            "reread",
            "read again what was read with an older program or language pack; claims that are found no more are withdrawn",
            "sanctionwatch reread\n  sanctionwatch reread --since 2025-01-01",
        ),
    ):
        parser = _verb(actions, name, verbs.flow, summary, example)
        parser.set_defaults(flow=name, given=lambda _: ())
        parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON: docs/scheduling.md")
        if name in ("monitor", "ingest"):
            _source_arguments(parser)
            parser.set_defaults(given=lambda options: (tuple(options.sources), options.live))
        if name == "reread":
            parser.add_argument(
                "--since",
                type=_day,
                metavar="DATE",
                help="only what was published on that day or later, YYYY-MM-DD; without a date of its own: taken in",
            )
            parser.set_defaults(given=lambda options: (options.since,))


def _source_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="a file, folder or pattern (.txt, .html, .jsonl, .csv, .parquet), - for JSON lines from standard input, or a name in seeds/sources.toml; none: the enabled sources",
    )
    parser.add_argument("--live", action="store_true", help="ask every live source of seeds/sources.toml too, over the network")


def _serve_verb(actions: _Verbs) -> None:
    parser = _verb(
        actions,
        "serve",
        verbs.serve,
        "run monitor again and again, in one process",
        'sanctionwatch serve --every 15m --live\n  sanctionwatch serve --cron "0 6 * * *"',
    )
    _source_arguments(parser)
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--every",
        type=_duration,
        metavar="TIME",
        default="15m",
        help="how often: 30s, 15m, 2h, 1d (default: 15m); the first run starts at once",
    )
    when.add_argument("--cron", metavar="EXPRESSION", help="at the times of a cron expression instead, in UTC")
    parser.add_argument("--port", type=_count, default=4200, help="where Prefect's pages and API are, on this machine only (default: 4200)")


def _duration(text: str) -> Any:
    from datetime import timedelta

    found = re.fullmatch(r"([1-9]\d{0,5})\s*([smhd])", text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a length of time such as 30s, 15m, 2h, 1d")
    return timedelta(seconds=int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]])


def _day(text: str) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2025-01-31") from problem


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
