"""Sources: where articles come from. One module per source type; the watch list is ``seeds/sources.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.sources.feed import Feed
from flows.sources.files import Files, matches, read_files
from flows.sources.gdelt import Gdelt
from flows.sources.pagelist import PageList
from flows.sources.warc import Warc, is_warc, read_warc
from flows.sources.watched import Planned, legible
from schemas.article import Arrival, Refusal
from schemas.problems import BadInput
from schemas.settings import Settings

Live = Feed | PageList | Gdelt  # asked over the network
Still = Files | Warc  # read where they lie
Source = Annotated[Live | Still | Planned, Field(discriminator="type")]


class WatchListError(BadInput):
    """A watch list that cannot be used; the message names the file and the source."""


class _WatchList(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    source: tuple[Source, ...] = ()


def read_watch_list(path: Path) -> tuple[Source, ...]:
    """The sources of a watch list, their paths taken from its folder.

    Raises:
        WatchListError: for a file that cannot be read, unknown keys, wrong types, a name used twice, a planned source that is enabled.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        listed = _WatchList.model_validate(given)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise WatchListError(f"{path}: {problem}") from problem
    except ValidationError as problem:
        raise WatchListError(f"{path}: {_first(problem, given)}") from problem
    names = [source.name for source in listed.source]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise WatchListError(f"{path}: the name {twice[0]!r} is used twice")
    early = next((source for source in listed.source if isinstance(source, Planned) and source.enabled), None)
    if early is not None:
        raise WatchListError(f"{path}: {early.name} is planned and cannot be enabled: {early.note}")
    return tuple(
        source.model_copy(update={"path": path.parent / source.path}) if isinstance(source, Still) else source for source in listed.source
    )


def _first(problem: ValidationError, given: dict[str, object]) -> str:
    """The first thing wrong, with the name of its source rather than its number."""
    first = problem.errors()[0]
    place = [str(part) for part in first["loc"]]
    entries = given.get("source")
    if len(place) > 1 and place[1].isdigit() and isinstance(entries, list) and isinstance(entries[int(place[1])], dict):
        place[0:2] = [str(entries[int(place[1])].get("name", f"source {place[1]}"))]
    return f"{'.'.join(place)}: {first['msg']}"


def chosen(wanted: tuple[str, ...], watch_list: tuple[Source, ...], *, live: bool = False) -> tuple[Live | Still, ...]:
    """The sources asked for: names of the watch list, or files and folders; none: the enabled ones, and with ``live`` all live ones.

    Raises:
        WatchListError: if something is neither a name nor a path, is planned, or nothing is enabled.
    """
    by_name = {source.name: source for source in watch_list}
    picked = [by_name.get(name) or _at_path(name, by_name) for name in wanted]
    if live or not wanted:
        picked += [source for source in watch_list if (source.enabled and not wanted) or (live and source.live)]
    if not picked:
        raise WatchListError("no source is enabled in seeds/sources.toml; name a file, a folder or a source, or add --live")
    planned = next((source for source in picked if isinstance(source, Planned)), None)
    if planned is not None:
        raise WatchListError(f"{planned.name} cannot be read yet: {planned.note}")
    return tuple(dict.fromkeys(source for source in picked if not isinstance(source, Planned)))


def _at_path(given: str, by_name: dict[str, Source]) -> Still:
    if not given.strip():
        raise WatchListError("an empty name is no source (an unset variable?); name a file, a folder or a source, or give none at all")
    path = Path(given)
    pattern = any(char in given for char in "*?[")
    if pattern and not path.exists() and not matches(path):
        raise WatchListError(f"{given}: no file matches this pattern")
    if given != "-" and not path.exists() and not pattern:
        names = ", ".join(sorted(by_name)) or "none"
        raise WatchListError(f"{given}: no such file or folder, and no source of that name in seeds/sources.toml (there: {names})")
    if is_warc(given):
        return Warc.model_construct(name=legible(path), type="warc", path=path, enabled=True)
    return Files.model_construct(name=legible(path), type="files", path=path, enabled=True)


def arrivals(source: Still, settings: Settings) -> Iterator[Arrival | Refusal]:
    """What a source that is read where it lies hands over, one by one: articles, and what could not be read as one."""
    yield from read_warc(source, settings) if isinstance(source, Warc) else read_files(source, settings)
