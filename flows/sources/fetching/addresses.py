"""Where the client may connect to: the public internet, and hosts that the operator named.

A name is resolved once, its addresses are checked, and the socket goes to a checked address: an answer that changes between check and
connection (DNS rebinding) has no effect.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit, urlunsplit

from aiohttp.abc import AbstractResolver, ResolveResult

# What older Pythons take for public (IANA special-purpose registries), and Azure's wire server, which is public by its number only.
_REFUSED = tuple(ipaddress.ip_network(text) for text in ("192.0.0.0/24", "168.63.129.16/32", "64:ff9b:1::/48", "3fff::/20", "5f00::/16"))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(OSError):
    """The client does not go there; the message says why and what to do."""


def is_public(text: str) -> bool:
    """Whether an IP address is on the public internet, and so is the IPv4 address that an IPv6 one carries."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        elif address.sixtofour is not None:
            address = address.sixtofour
        elif address.teredo is not None:
            return False
        elif address in _NAT64:
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return (
        address.is_global and not address.is_multicast and not address.is_reserved and not any(address in network for network in _REFUSED)
    )


def _as_number(host: str) -> str | None:
    """The IP address that a host is written as, in any of its old spellings (``2130706433``, ``0x7f.1``); nothing for a name."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def ascii_host(url: str) -> str:
    """An address with its host as it goes over the wire (IDNA), where signs that stand for digits and dots have become them.

    Raises:
        AddressRefused: if the host is no name.
    """
    try:
        parts = urlsplit(url)
        if parts.netloc.isascii():
            return url
        return urlunsplit(parts._replace(netloc=parts.netloc.encode("idna").decode()))
    except ValueError as problem:
        raise AddressRefused(f"{url[:200]}: not a web address: {problem}") from problem


class Addresses(AbstractResolver):
    """Resolves names for the client, and makes its sockets. ``allowed`` names hosts (``host`` or ``host:port``) that may be private."""

    def __init__(self, allowed: str) -> None:
        self._allowed = frozenset(entry.strip().lower() for entry in allowed.split(",") if entry.strip())
        self._checked: set[tuple[str, int]] = set()

    def own(self, host: str, port: int) -> bool:
        """Whether the operator named this host as one of their own."""
        host = host.lower().strip("[]")
        return host in self._allowed or f"{host}:{port}" in self._allowed

    def check_url(self, url: str) -> None:
        """Checks an address before anything is asked there.

        Raises:
            AddressRefused: for another scheme than http and https, credentials, no host, or a forbidden address written as a number.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as problem:
            raise AddressRefused(f"{url[:200]}: not a web address: {problem}") from problem
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"{url[:200]}: only http and https are fetched, not {parts.scheme or 'an address without a scheme'}")
        if parts.username is not None or parts.password is not None:
            raise AddressRefused(f"{parts.scheme}://…@{host}: an address with credentials in it is not fetched")
        if not host:
            raise AddressRefused(f"{url[:200]}: no host in the address")
        number = _as_number(host)
        if number is not None:  # a name is resolved and checked when the client connects
            self._check(number, host, port)

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The addresses of a name, checked.

        Raises:
            AddressRefused: if one of them is not public and the host is not allowed.
        """
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        results = []
        for kind, _, protocol, _, address in found:
            self._check(str(address[0]), host, port)
            results.append(
                ResolveResult(hostname=host, host=str(address[0]), port=port, family=kind, proto=protocol, flags=socket.AI_NUMERICHOST)
            )
        return results

    def _check(self, address: str, host: str, port: int) -> None:
        if not is_public(address) and not self.own(host, port):
            place = host if address == host else f"{host} ({address})"
            raise AddressRefused(f"{place} is not on the public internet; if it is a host of yours, name it in SANCTIONWATCH_ALLOW_HOSTS")
        self._checked.add((address, port))

    def socket(self, info: tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]) -> socket.socket:
        """A socket for an address that was checked; the last gate before a connection."""
        family, kind, protocol, _, address = info
        if address[:2] not in self._checked:
            raise AddressRefused(f"{address[0]}, port {address[1]}, was not checked")
        made = socket.socket(family, kind, protocol)
        made.setblocking(False)
        return made

    async def close(self) -> None:
        """Nothing is held."""
