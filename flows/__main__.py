"""The command line: ``sanctionwatch <verb>``. Thin; whatever takes time to import is imported by the verb that needs it."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

OK, FAILED, USAGE, LEFT_OUT, QUALITY, BUSY, FULL = range(7)
STOPPED = 130

_WRONG_USAGE = {
    "BadInput",
    "BadReferenceFile",
    "NoWarehouse",
    "NotAList",
    "NotABackup",
    "PackError",
    "PackNotCompiled",
    "QueryError",
    "SettingError",
    "WatchListError",
}
_EXIT_CODES = """exit codes:
  0  done
  1  failed unexpectedly
  2  wrong usage: an option, a source, a query, a language pack
  3  done, but something was left out, see the quarantine; or a source is dead, blocked, empty or has a gap
  4  the data failed a critical expectation: nothing was loaded; or the archive is not whole
  5  another run, or another program, holds the warehouse
  6  no room left on the disk; nothing is lost, make room and run again
130  stopped with Ctrl-C; the next run goes on from there
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one verb and exits with its code."""
    code = _run(_parser().parse_args(arguments))
    with contextlib.suppress(BrokenPipeError):  # what was printed before an error, unless nobody reads on
        sys.stdout.flush()
    sys.stderr.flush()
    # Everything is closed by now. Tearing down the interpreter under Prefect, Great Expectations and DuckDB takes up to a second
    # and prints notices of their binding layers.
    os._exit(code)


def _run(options: argparse.Namespace) -> int:
    verb: Callable[[argparse.Namespace], int] = options.verb
    try:
        code = verb(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # nobody reads on: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as problem:
        code = _code(problem)
        if code == FAILED and options.debug:
            raise
        if code == FULL:
            print(_told_full(problem), file=sys.stderr)
            return code
        print(
            f"sanctionwatch: {problem if code != FAILED else f'{type(problem).__name__}: {problem} (run again with --debug for the whole story)'}",
            file=sys.stderr,
        )
        return code


def _code(problem: Exception) -> int:
    """Which exit code an error has; by name, so that no error class needs to be imported before it is raised."""
    names = {cls.__name__ for cls in type(problem).__mro__}
    if names & _WRONG_USAGE:
        return USAGE
    if _is_full(problem):
        return FULL
    if "QualityFailed" in names:
        return QUALITY
    return BUSY if names & {"AnotherRun", "WarehouseBusy"} else FAILED


def _is_full(problem: BaseException) -> bool:
    """Whether the disk was full; engines wrap what the system said in errors of their own."""
    chain: BaseException | None = problem
    while chain is not None:
        if getattr(chain, "errno", None) == errno.ENOSPC or "No space left on device" in str(chain):
            return True
        chain = chain.__cause__ or chain.__context__
    return False


def _told_full(problem: Exception) -> str:
    from schemas.settings import Settings

    data = Settings.load().data.absolute()
    return (
        f"sanctionwatch: no room left on the disk ({problem}). Make room, or move {data} to another disk and name it with "
        "SANCTIONWATCH_DATA; then run again: what was committed is kept, the rest is done anew"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sanctionwatch",
        description="Who claims what about sanctions, how firmly, in which words: news articles in, claims with evidence out.",
        epilog=f"example:\n  sanctionwatch monitor\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _flow_verbs(verbs)
    _serve_verb(verbs)
    read = _verb(
        verbs,
        "read",
        _read,
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
        verbs,
        "evaluate",
        _evaluate,
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
    sql = _verb(
        verbs,
        "sql",
        _sql,
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
    review = _verb(verbs, "review", _review, "list the sentences that the rules did not understand", "sanctionwatch review --limit 20")
    review.add_argument("--limit", type=_count, metavar="N", default=50, help="how many, the newest articles first (default: 50)")
    review.add_argument("--json", action="store_true", help="print JSON lines")
    sources = _verb(
        verbs,
        "sources",
        _sources,
        "list the watch list with the health of each source, or try one source",
        "sanctionwatch sources\n  sanctionwatch sources check yonhap-en",
    )
    sources.add_argument("action", choices=("list", "check"), nargs="?", default="list", help="list (default), or check one source now")
    sources.add_argument("name", metavar="NAME", nargs="?", help="the source to check")
    lists = _verb(
        verbs,
        "lists",
        _lists,
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
    archive = _verb(verbs, "archive", _archive, "hash the raw archive again", "sanctionwatch archive verify")
    archive.add_argument("action", choices=("verify",), help="compare every archived body with the record of fetches")
    status = _verb(verbs, "status", _status, "tell how everything stands: runs, sources, sizes, versions", "sanctionwatch status")
    status.add_argument("--json", action="store_true", help="print one JSON object")
    backup = _verb(
        verbs,
        "backup",
        _backup,
        "copy the warehouse and the raw archive to one file, also while a run works",
        "sanctionwatch backup monday.tar",
    )
    backup.add_argument("file", metavar="FILE.tar", type=Path, help="must not be there yet")
    restore = _verb(
        verbs,
        "restore",
        _restore,
        "put a backup in the place of the data folder",
        "sanctionwatch restore monday.tar",
    )
    restore.add_argument("file", metavar="FILE.tar", type=Path, help="a file that backup wrote; the data folder must be empty or not there")
    pack = _verb(verbs, "pack", _pack, "check or compile a language pack", "sanctionwatch pack pl --check")
    pack.add_argument("language", metavar="CODE", help="a language of seeds/languages: pl, en …")
    what = pack.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", action="store_true", help="prove every entry on its example, and that the compiled file is up to date")
    what.add_argument("--compile", action="store_true", help="write the compiled file with all forms (needs the development dependencies)")
    export = _verb(
        verbs,
        "export",
        _export,
        "write the warehouse as Parquet, CSV and FollowTheMoney entities, with a manifest",
        "sanctionwatch export exports/today",
    )
    export.add_argument("folder", metavar="DIR", type=Path, help="a new or empty folder, or an earlier export, which is replaced")
    dictionary = _verb(verbs, "dictionary", _dictionary, "print the data dictionary", "sanctionwatch dictionary > docs/data-dictionary.md")
    dictionary.add_argument("--check", type=Path, metavar="FILE", help="compare with a file instead, exit 2 if it differs")
    return parser


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--debug", action="store_true", help="on an unexpected error show the whole traceback")
    parser.set_defaults(verb=run)
    return parser


def _flow_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    ):
        parser = _verb(verbs, name, _flow, summary, example)
        parser.set_defaults(flow=name, sources=(), live=False)
        parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")
        if name in ("monitor", "ingest"):
            _source_arguments(parser)


def _source_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="a file, folder or pattern (.txt, .html, .jsonl, .csv, .parquet), - for JSON lines from standard input, or a name in seeds/sources.toml; none: the enabled sources",
    )
    parser.add_argument("--live", action="store_true", help="ask every live source of seeds/sources.toml too, over the network")


def _serve_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _verb(
        verbs,
        "serve",
        _serve,
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


def _serve(options: argparse.Namespace) -> int:
    from flows.serving import serve
    from schemas.settings import Settings

    every = None if options.cron else options.every
    serve(every=every, cron=options.cron, sources=options.sources, live=options.live, settings=Settings.load(), port=options.port)
    return OK


def _flow(options: argparse.Namespace) -> int:
    from flows.orchestration.lock import only_run
    from flows.orchestration.log import log_to
    from flows.orchestration.progress import show
    from flows.orchestration.server import server
    from schemas.settings import Settings

    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")  # errors are told once, by us
    settings = Settings.load()
    show(not options.quiet and not options.json)
    # The server takes three seconds to start: everything else is imported meanwhile.
    with only_run(settings.state / "run.lock", settings.lock_wait_seconds), server(settings.state / "prefect") as prefect:
        log_to(settings.state / "run.log")
        from flows.running import run
        from flows.summary import as_json, as_text

        outcome, counts = run(options.flow, tuple(options.sources), options.live, settings, prefect)
    if options.json:
        print(as_json(outcome, counts))
    elif not options.quiet:
        print(as_text(options.flow, outcome, counts, settings))
    return LEFT_OUT if outcome == "left_out" else OK


def _read(options: argparse.Namespace) -> int:
    from flows.reading import read_files

    return LEFT_OUT if read_files(options.files) else OK


def _evaluate(options: argparse.Namespace) -> int:
    from flows.evaluating import evaluate

    return LEFT_OUT if evaluate(options) else OK


def _sql(options: argparse.Namespace) -> int:
    from flows.asking import ask

    ask(options)
    return OK


def _review(options: argparse.Namespace) -> int:
    from flows.reviewing import review

    review(options.limit, options.json)
    return OK


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _sources(options: argparse.Namespace) -> int:
    if (options.action == "check") != (options.name is not None):
        print("sanctionwatch: sources check NAME, or sources", file=sys.stderr)
        return USAGE
    from flows import watching

    if options.action == "list":
        watching.list_all()
        return OK
    return OK if watching.try_one(options.name) else LEFT_OUT


def _lists(options: argparse.Namespace) -> int:
    if (options.action == "load") != bool(options.files) or (options.name is not None and not options.files):
        print("sanctionwatch: lists load FILE…, or lists", file=sys.stderr)
        return USAGE
    from flows import listing

    if options.action == "show":
        listing.show()
        return OK
    return LEFT_OUT if listing.load(options.files, options.name) else OK


def _archive(options: argparse.Namespace) -> int:
    from flows.watching import verify_archive

    return OK if verify_archive() else QUALITY


def _status(options: argparse.Namespace) -> int:
    from flows.status import status
    from schemas.settings import Settings

    status(Settings.load(), as_json=options.json)
    return OK


def _backup(options: argparse.Namespace) -> int:
    from flows.keeping import backup
    from schemas.settings import Settings

    missing = backup(options.file, Settings.load())
    print(f"backup: {options.file}, {options.file.stat().st_size / 1e6:,.1f} MB")
    for path in missing:
        print(f"  missing in the archive: {path}", file=sys.stderr)
    return LEFT_OUT if missing else OK


def _restore(options: argparse.Namespace) -> int:
    from flows.keeping import restore
    from schemas.settings import Settings

    settings = Settings.load()
    bodies = restore(options.file, settings)
    print(f"restored: {settings.data}, {bodies} archived bodies; next: sanctionwatch monitor")
    return OK


def _pack(options: argparse.Namespace) -> int:
    from flows.extraction.packs.command import check, compile_to_file

    return check(options.language) if options.check else compile_to_file(options.language)


def _export(options: argparse.Namespace) -> int:
    from flows.exporting import export_to
    from flows.running import VERSION

    print(export_to(options.folder, VERSION))
    return OK


def _dictionary(options: argparse.Namespace) -> int:
    from warehouse.dictionary import dictionary

    text = dictionary()
    if options.check is None:
        print(text, end="")
        return OK
    if options.check.read_text(encoding="utf-8") == text:
        return OK
    print(f"sanctionwatch: {options.check} is out of date; run: sanctionwatch dictionary > {options.check}", file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    main()
