"""Sources: where articles come from. One module per source type; the watch list is ``seeds/sources.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.sources.files import Files, read_files
from schemas.article import Arrival, Refusal
from schemas.settings import Settings

Source = Files  # a union, once there are more types


class WatchListError(ValueError):
    """A watch list that cannot be used; the message names the file and the source."""


class _WatchList(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: tuple[Source, ...] = ()


def read_watch_list(path: Path) -> tuple[Source, ...]:
    """The sources of a watch list, their paths taken from its folder.

    Raises:
        WatchListError: for a file that cannot be read, unknown keys, wrong types, a name used twice.
    """
    try:
        listed = _WatchList.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise WatchListError(f"{path}: {problem}") from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        raise WatchListError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from problem
    names = [source.name for source in listed.source]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise WatchListError(f"{path}: the name {twice[0]!r} is used twice")
    return tuple(source.model_copy(update={"path": path.parent / source.path}) for source in listed.source)


def chosen(wanted: tuple[str, ...], watch_list: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources asked for: names of the watch list, or files and folders; none: the enabled ones.

    Raises:
        WatchListError: if something is neither a name nor a path, or nothing is enabled.
    """
    if not wanted:
        enabled = tuple(source for source in watch_list if source.enabled)
        if not enabled:
            raise WatchListError("no source is enabled in seeds/sources.toml; name a file, a folder or a source")
        return enabled
    by_name = {source.name: source for source in watch_list}
    return tuple(dict.fromkeys(by_name.get(name) or _at_path(name, by_name) for name in wanted))


def _at_path(given: str, by_name: dict[str, Source]) -> Source:
    path = Path(given)
    if not path.exists():
        names = ", ".join(sorted(by_name)) or "none"
        raise WatchListError(f"{given}: no such file or folder, and no source of that name in seeds/sources.toml (there: {names})")
    return Files.model_construct(name=str(path), type="files", path=path, enabled=True)


def arrivals(source: Source, settings: Settings) -> Iterator[Arrival | Refusal]:
    """What a source hands over, one by one: articles, and what could not be read as one."""
    yield from read_files(source, settings)
