"""The browser at the other end: its address, its cookie, and links that lead it back here."""

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request, Response

from resolutionflow.accounts.caller import SESSION_COOKIE
from resolutionflow.accounts.schemas.access import Browser

COOKIE_SECONDS = 400 * 86_400
"""As long as browsers allow: when a session ends is decided here, not by the cookie."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def browser_of(request: Request) -> Browser:
    """Return the browser that sent ``request``."""
    agent = request.headers.get("user-agent", "").replace("\x00", "")[:300]
    return Browser(address_of(request), agent, request.cookies.get(SESSION_COOKIE))


def address_of(request: Request) -> str:
    """Return the address of the caller (the server has already believed trusted proxies, and no others)."""
    return request.client.host[:60] if request.client else "unknown"


def is_on_this_machine(request: Request) -> bool:
    """Say whether the caller sits at the server itself: loopback both ends, and nothing was passed on by a proxy."""
    if any(name in request.headers for name in _FORWARDED):
        return False
    public_url = request.app.state.settings.public_url
    hosts = [address_of(request), request.url.hostname or ""]
    if public_url:
        hosts.append(urlsplit(public_url).hostname or "")
    return all(_is_loopback(host) for host in hosts)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Give the browser its session secret: unreadable to scripts, not sent along from other sites."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=COOKIE_SECONDS,
        path="/",
        secure=_is_https(request),
        httponly=True,
        samesite="lax",
    )


def clear_cookie(request: Request, response: Response) -> None:
    """Take the session secret away from the browser."""
    response.delete_cookie(SESSION_COOKIE, path="/", secure=_is_https(request), httponly=True, samesite="lax")


def _is_https(request: Request) -> bool:
    public_url = request.app.state.settings.public_url
    return urlsplit(public_url).scheme == "https" if public_url else request.url.scheme == "https"


def link_to(request: Request, page: str, token: str) -> str:
    """Return a link to ``page`` with ``token`` behind the ``#``, where no server or proxy logs it."""
    base = request.app.state.settings.public_url or str(request.base_url)
    return f"{base.rstrip('/')}/{page}#token={token}"
