"""Fetching one revocation list over the network, within bounds.

The address stands in a certificate, so an authority chose it and not we: it must lead out of this
network, by one step, in a short time, to a file of bearable size.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from .refusals import SigningRefused

SECONDS = 30
MOST_MB = 30
_PIECE = 65_536
_PORTS = {"http": 80, "https": 443}
_MB = 1_000_000


def fetch_list(
    address: str,
    *,
    inside: frozenset[str] = frozenset(),
    seconds: float = SECONDS,
    most_mb: float = MOST_MB,
) -> bytes:
    """What lies at `address`.

    Addresses of this machine or of a private network are refused unless the administrator named
    the host (`host` or `host:port`) among `inside`. An answer that points elsewhere is not
    followed.

    Raises: SigningRefused: `list_private`, `list_unreachable` or `list_too_large`.
    """
    parts = urlsplit(address)
    end = monotonic() + seconds
    try:
        connection = _connection(parts, inside, seconds)
        connection.connect()
        # A server that sends a letter now and then never runs into the time-out of one reading.
        clock = Timer(seconds, _cut, [connection.sock])
        clock.start()
        try:
            target = parts.path or "/"
            connection.request("GET", f"{target}?{parts.query}" if parts.query else target)
            return _read(connection.getresponse(), end, int(most_mb * _MB))
        finally:
            clock.cancel()
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise SigningRefused("list_unreachable", reason=str(error)[:200]) from error


def _connection(
    parts: SplitResult, inside: frozenset[str], seconds: float
) -> http.client.HTTPConnection:
    """A connection to the very machine that was looked at, whatever its name says later."""
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    if scheme not in _PORTS or not host:
        raise ValueError(parts.geturl())
    port = parts.port or _PORTS[scheme]
    is_named = host in inside or f"{host}:{port}" in inside
    if not is_named and port != _PORTS[scheme]:
        raise SigningRefused("list_private")
    machine = _machine(host, port, is_named)
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    # Certificates of the server are still judged by `host`.
    connection._create_connection = lambda _address, *rest: socket.create_connection(  # type: ignore[attr-defined]
        (machine, port), *rest
    )
    return connection


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _machine(host: str, port: int, is_named: bool) -> str:
    """The address of `host`; refused where any of its addresses lies in a private network."""
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not is_named and not all(ipaddress.ip_address(one).is_global for one in found):
        raise SigningRefused("list_private")
    return found[0]


def _read(answer: http.client.HTTPResponse, end: float, most: int) -> bytes:
    if answer.status != http.client.OK:
        raise SigningRefused("list_unreachable", reason=f"HTTP {answer.status}")
    content = bytearray()
    while True:
        piece = answer.read1(_PIECE)
        if monotonic() > end:
            raise SigningRefused("list_unreachable", reason="timed out")
        if not piece:
            return bytes(content)
        content += piece
        if len(content) > most:
            raise SigningRefused("list_too_large", limit=most // _MB)
