"""The canonical address of a page: what makes two links the same article, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

# Parameters that say where a reader came from and never which page it is. Kept short on purpose: `id`, `cid` or `source` name
# articles on some sites, and an article lost is worse than one kept twice.
_TRACKING = re.compile(
    r"^(utm_[a-z_]+|mtm_[a-z_]+|pk_[a-z_]+|hsa_[a-z]+|at_(medium|campaign|link_[a-z]+|custom\d?|format|ptr_[a-z]+|bbc_team)|mc_[ce]id|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|_ga|_gl|_openstat|vero_id|"
    r"oly_(anon|enc)_id|wt_mc|cmpid|ns_(campaign|mchannel|source|linkname|fee)|ocid|traffic_source|traffic_medium|"
    r"traffic_campaign|xtor|smid|ref_src|ref_url)$",
    re.IGNORECASE,
)
_PORTS = {"http": ":80", "https": ":443"}
_KEPT = "/:@!$&'()*+,;=~%-._"


def canonical(url: str) -> str:
    """The address without tracking parameters, fragment, default port and upper-case host; anything that is no web address unchanged."""
    try:
        parts = urlsplit("".join(url.split()))
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname and not parts.hostname.isascii() else parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return url
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or parts.username is not None:
        return url
    if ":" in host:
        host = f"[{host}]"
    kept = [entry for entry in parts.query.split("&") if entry and not _TRACKING.match(entry.partition("=")[0])]
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # "#!" is a page of its own
    return urlunsplit(
        (
            scheme,
            host + (port if port != _PORTS[scheme] else ""),
            quote(parts.path or "/", safe=_KEPT),
            quote("&".join(kept), safe=_KEPT + "?"),
            quote(fragment, safe=_KEPT + "?"),
        )
    )


@lru_cache(4_096)
def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``; nothing when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.lower().removeprefix("www.") if host else None
