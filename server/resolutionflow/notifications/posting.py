"""Posting to an address that a person typed, without letting it reach into the network of this server.

The name is resolved once, every address it has is judged, and the connection goes to the very address that was judged:
a name that points elsewhere a moment later changes nothing. Redirects are not followed.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote, urlsplit

import httptools

SECONDS = 10.0
RESOLVE_SECONDS = 5.0
MOST_BYTES = 65_536
_PLAIN = "/%:@!$&'()*+,;=-._~?"

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Networks = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]

_NEVER_PUBLIC = (
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's own address, which answers its machines
    ipaddress.ip_network("2001::/32"),  # these four carry an IPv4 address inside
    ipaddress.ip_network("2002::/16"),
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("::ffff:0:0/96"),
)


class Unreachable(Exception):
    """The post did not get through; the message says why, in words for the log of deliveries."""


class Forbidden(Unreachable):
    """The address is inside a network that webhooks may not call."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side answered."""

    status: int


def networks(setting: str) -> Networks:
    """Return the networks in a comma-separated setting; raise ``ValueError``."""
    return [ipaddress.ip_network(part.strip(), strict=False) for part in setting.split(",") if part.strip()]


def is_allowed(address: IpAddress, allowed: Networks) -> bool:
    """Say whether webhooks may call ``address``: one of the public internet, or in a network that is ``allowed``."""
    if any(address.version == network.version and address in network for network in allowed):
        return True
    hidden = any(address.version == network.version and address in network for network in _NEVER_PUBLIC)
    odd = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not hidden and not odd


async def resolve(url: str, allowed: Networks) -> str:
    """Return the address to connect to; raise ``Forbidden`` when any address of the name is, or ``Unreachable``."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(RESOLVE_SECONDS):
            found = await loop.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise Unreachable(f"The name {parts.hostname} could not be looked up in time.") from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"There is no server called {parts.hostname}.") from error
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        if not is_allowed(ipaddress.ip_address(address.partition("%")[0]), allowed):
            raise Forbidden(f"{parts.hostname} is inside a private network, which webhooks may not call.")
    return addresses[0]


async def post(url: str, headers: Mapping[str, str], body: bytes, allowed: Networks) -> Answer:
    """Post ``body`` and return the answer; raise ``Forbidden`` or ``Unreachable``."""
    address = await resolve(url, allowed)
    try:
        async with asyncio.timeout(SECONDS):
            return await _talk(urlsplit(url), address, headers, body)
    except TimeoutError as error:
        raise Unreachable(f"It did not answer within {SECONDS:.0f} seconds.") from error
    except ssl.SSLError as error:
        raise Unreachable(f"No safe connection: {_why(error)}.") from error
    except OSError as error:
        raise Unreachable(f"No connection: {error.strerror or 'it was refused or broken off'}.") from error
    except httptools.HttpParserError as error:
        raise Unreachable("What it answered is not HTTP.") from error


def _why(error: ssl.SSLError) -> str:
    """Return in words why there is no safe connection: what is wrong with the certificate, or with the talk."""
    said: str | None = getattr(error, "verify_message", None)
    return said.rstrip(".") if said else (error.reason or "it was broken off").replace("_", " ").lower()


async def _talk(parts: SplitResult, address: str, headers: Mapping[str, str], body: bytes) -> Answer:
    safe = {"ssl": _trust(), "server_hostname": parts.hostname} if parts.scheme == "https" else {}
    reader, writer = await asyncio.open_connection(address, _port(parts), limit=MOST_BYTES, **safe)  # type: ignore[arg-type]
    try:
        writer.write(_head(parts, headers, body) + body)
        await writer.drain()
        return await _answer(reader)
    finally:
        writer.transport.abort()


def _head(parts: SplitResult, headers: Mapping[str, str], body: bytes) -> bytes:
    path = quote(parts.path or "/", safe=_PLAIN)
    query = f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else ""
    host = parts.netloc.encode("idna").decode()
    lines = [f"POST {path}{query} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode("ascii")


class _Status:
    """Waits for the end of the answer; what is only announced (1xx) is none."""

    def __init__(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.is_whole = False

    def on_message_complete(self) -> None:
        self.is_whole = self.parser.get_status_code() >= 200


async def _answer(reader: asyncio.StreamReader) -> Answer:
    """Read the answer's status; of its body at most ``MOST_BYTES``, which is thrown away."""
    status, size = _Status(), 0
    while not status.is_whole and size < MOST_BYTES:
        chunk = await reader.read(MOST_BYTES)
        if not chunk:
            break
        size += len(chunk)
        status.parser.feed_data(chunk)
    code = status.parser.get_status_code()
    if code < 200:
        raise Unreachable("It hung up without an answer.")
    return Answer(code)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
