"""The day in an address."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from flows.sources.page.day import Published
from flows.sources.page.months import Habit, written_days

_DAYS = (
    re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)[/-](\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/[A-Za-z_-]{2,20}/(\d\d)/(\d\d)/"),  # a section between year and month
    re.compile(r"(?:^|[^\d])[A-Z]{0,4}((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\d{6,13})?(?!\d)"),
)
_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?:/|$)")
_ENGLISH = Habit("en")
_COPY = re.compile(r"^/web/\d{4,14}[a-z_]{0,4}/(?=https?:/)")  # web.archive.org: the time is that of the copy


def day_in_url(url: str | None) -> Published | None:
    """The day in an address, such as ``/2024/05/03/``; None for none and for one with only a month."""
    if not url:
        return None
    parts = urlsplit(url)
    path = _COPY.sub("/", unquote(parts.path))
    for place in (path, parts.query):
        for pattern in _DAYS:
            for found in pattern.finditer(place):
                try:
                    return Published(date(*map(int, found.groups())), found.group().strip("/"), "url")
                except ValueError:  # /2024/13/01/
                    continue
    if (spelt := _NAMED.search(path.lower())) and (written := next(written_days(f"{spelt[3]} {spelt[2]} {spelt[1]}", _ENGLISH), None)):
        return Published(written.day, spelt.group().strip("/"), "url")
    return None
