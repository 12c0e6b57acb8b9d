"""The command line: ``sanctionwatch <verb>``. Thin; whatever takes time to import is imported by the verb that needs it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence

from flows.command.arguments import parser
from flows.command.exits import FAILED, FULL, OK, STOPPED, code_of, told_full


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one verb and exits with its code."""
    code = _run(parser().parse_args(arguments))
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
        code = code_of(problem)
        if code == FAILED and options.debug:
            raise
        if code == FULL:
            print(told_full(problem), file=sys.stderr)
            return code
        print(
            f"sanctionwatch: {problem if code != FAILED else f'{type(problem).__name__}: {problem} (run again with --debug for the whole story)'}",
            file=sys.stderr,
        )
        return code


if __name__ == "__main__":
    main()
