"""What each verb does; whatever takes time to import is imported by the verb that needs it."""

from __future__ import annotations

import argparse
import os
import sys

from flows.command.exits import LEFT_OUT, OK, QUALITY, USAGE


def serve(options: argparse.Namespace) -> int:
    from flows.serving import serve
    from schemas.settings import Settings

    every = None if options.cron else options.every
    serve(every=every, cron=options.cron, sources=options.sources, live=options.live, settings=Settings.load(), port=options.port)
    return OK


def flow(options: argparse.Namespace) -> int:
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

        outcome, counts = run(options.flow, options.given(options), settings, prefect)
    if options.json:
        print(as_json(outcome, counts))
    elif not options.quiet:
        print(as_text(options.flow, outcome, counts, settings))
    return LEFT_OUT if outcome == "left_out" else OK


def read(options: argparse.Namespace) -> int:
    from flows.reading import read_files

    return LEFT_OUT if read_files(options.files) else OK


def evaluate(options: argparse.Namespace) -> int:
    from flows.evaluating import evaluate

    return LEFT_OUT if evaluate(options) else OK


def sql(options: argparse.Namespace) -> int:
    from flows.asking import ask

    ask(options)
    return OK


def review(options: argparse.Namespace) -> int:
    from flows.reviewing import review

    review(options.limit, options.json)
    return OK


def quarantine(options: argparse.Namespace) -> int:
    if (options.action == "list") == bool(options.names) or (options.action == "release") != bool(options.because):
        print('sanctionwatch: quarantine list, quarantine show ID, or quarantine release ID… --because "WHY"', file=sys.stderr)
        return USAGE
    from flows import releasing

    if options.action == "list":
        releasing.list_all(options.json)
    elif options.action == "show":
        for name in options.names:
            releasing.show(name)
    else:
        releasing.release(options.names, options.because)
    return OK


def sources(options: argparse.Namespace) -> int:
    if (options.action == "check") != (options.name is not None):
        print("sanctionwatch: sources check NAME, or sources", file=sys.stderr)
        return USAGE
    from flows import watching

    if options.action == "list":
        watching.list_all()
        return OK
    return OK if watching.try_one(options.name) else LEFT_OUT


def lists(options: argparse.Namespace) -> int:
    if (options.action == "load") != bool(options.files) or (options.name is not None and not options.files):
        print("sanctionwatch: lists load FILE…, or lists", file=sys.stderr)
        return USAGE
    from flows import listing

    if options.action == "show":
        listing.show()
        return OK
    return LEFT_OUT if listing.load(options.files, options.name) else OK


def archive(options: argparse.Namespace) -> int:
    from flows.watching import verify_archive

    return OK if verify_archive() else QUALITY


def status(options: argparse.Namespace) -> int:
    from flows.status import status
    from schemas.settings import Settings

    status(Settings.load(), as_json=options.json)
    return OK


def backup(options: argparse.Namespace) -> int:
    from flows.keeping import backup
    from schemas.settings import Settings

    missing = backup(options.file, Settings.load())
    print(f"backup: {options.file}, {options.file.stat().st_size / 1e6:,.1f} MB")
    for path in missing:
        print(f"  missing in the archive: {path}", file=sys.stderr)
    return LEFT_OUT if missing else OK


def restore(options: argparse.Namespace) -> int:
    from flows.keeping import restore
    from schemas.settings import Settings

    settings = Settings.load()
    bodies = restore(options.file, settings)
    print(f"restored: {settings.data}, {bodies} archived bodies; next: sanctionwatch monitor")
    return OK


def pack(options: argparse.Namespace) -> int:
    from flows.extraction.packs.command import check, compile_to_file

    return check(options.language) if options.check else compile_to_file(options.language)


def export(options: argparse.Namespace) -> int:
    from flows.exporting import export_to
    from flows.running import VERSION

    print(export_to(options.folder, VERSION))
    return OK


def lake(options: argparse.Namespace) -> int:
    from flows.laking import lake
    from schemas.settings import Settings

    print(lake(options.url, Settings.load()))
    return OK


def dictionary(options: argparse.Namespace) -> int:
    from warehouse.dictionary import dictionary

    text = dictionary()
    if options.check is None:
        print(text, end="")
        return OK
    if options.check.read_text(encoding="utf-8") == text:
        return OK
    print(f"sanctionwatch: {options.check} is out of date; run: sanctionwatch dictionary > {options.check}", file=sys.stderr)
    return USAGE
