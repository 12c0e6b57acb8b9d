"""The exit codes, and which error has which."""

from __future__ import annotations

import errno

from schemas.problems import BadInput

OK, FAILED, USAGE, LEFT_OUT, QUALITY, BUSY, FULL = range(7)
STOPPED = 130

EXIT_CODES = """exit codes:
  0  done
  1  failed unexpectedly
  2  wrong usage: an option, a source, a query, a language pack
  3  done, but something was left out, see the quarantine; or a source is dead, blocked, empty or has a gap
  4  the data failed a critical expectation: nothing was loaded; or the archive is not whole
  5  another run, or another program, holds the warehouse
  6  no room left on the disk; nothing is lost, make room and run again
130  stopped with Ctrl-C; the next run goes on from there
"""


def code_of(problem: Exception) -> int:
    """Which exit code an error has; some by name, so that no engine is imported for it."""
    names = {cls.__name__ for cls in type(problem).__mro__}
    if isinstance(problem, BadInput):
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


def told_full(problem: Exception) -> str:
    """What to tell a user whose disk is full."""
    from schemas.settings import Settings

    data = Settings.load().data.absolute()
    return (
        f"sanctionwatch: no room left on the disk ({problem}). Make room, or move {data} to another disk and name it with "
        "SANCTIONWATCH_DATA; then run again: what was committed is kept, the rest is done anew"
    )
