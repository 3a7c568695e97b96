"""From a request to its ``Actor``: cookie or API key, where it comes from, and its idempotency key."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Header, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor, RoleDoesNotAllow
from resolutionflow.accounts.roles import Role, at_most
from resolutionflow.kit.errors import Forbidden, Refusal, Unauthorized
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.http import Session, refuses
from resolutionflow.platform.idempotency import MAX_KEY, BadIdempotencyKey, KeyUsedForAnotherRequest, Once
from resolutionflow.platform.live import mark

SESSION_COOKIE = "resolutionflow_session"
API_KEY_PREFIX = "rf_"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class NotSignedIn(Unauthorized):
    """You are not signed in, or your sign-in has ended. Sign in again; what you typed is kept on this device."""


class ForeignOrigin(Forbidden):
    """This request came from another web site and was not carried out."""


_RESOLVE = text("select * from resolve_caller(:token_hash)")


async def resolve(session: AsyncSession, token: str) -> Actor:
    """Return who holds ``token`` and enter their account for this transaction; raise ``NotSignedIn``."""
    hashed = token_hash(token)
    row = (await session.execute(_RESOLVE, {"token_hash": hashed})).first()
    if row is None:
        raise NotSignedIn
    session.info.update(account_id=row.account_id, user_id=row.user_id, mark=mark(hashed))
    role = Role(row.account_role)
    return Actor(
        account_id=row.account_id,
        user_id=row.user_id,
        name=row.name,
        role=at_most(role, Role(row.key_role)) if row.key_role else role,
        can_cover_l1=row.can_cover_l1,
        token_id=row.token_id,
        by_api_key=row.kind == "api_key",
        person_role=role if row.key_role else None,
    )


def credential(request: Request) -> str:
    """Return the API key or session secret of ``request``; raise ``NotSignedIn`` or ``ForeignOrigin``."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key:
        return key.strip()
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        raise NotSignedIn
    check_origin(request)
    return token


def check_origin(request: Request) -> None:
    """Raise ``ForeignOrigin`` when a browser sends a change from a page of another site."""
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    if origin is None:
        if site not in (None, "same-origin", "none"):
            raise ForeignOrigin
        return
    public_url = request.app.state.settings.public_url
    own = urlsplit(public_url).netloc if public_url else request.headers.get("host")
    if urlsplit(origin).netloc != own:
        raise ForeignOrigin


async def _credential(request: Request) -> str:
    return credential(request)


Credential = Annotated[str, Depends(_credential)]
"""The secret of whoever asks, for routes with transactions of their own: strangers are told before the body is read."""


async def caller(request: Request, session: Session) -> Actor:
    """Return the actor of ``request``, its transaction fenced to their account."""
    return await resolve(session, credential(request))


Caller = Annotated[Actor, Depends(caller, scope="function")]


async def once(
    request: Request, session: Session, actor: Caller, idempotency_key: Annotated[str | None, Header()] = None
) -> Once:
    """Return the use of this request's ``Idempotency-Key``."""
    if idempotency_key is not None and not (0 < len(idempotency_key) <= MAX_KEY and idempotency_key.isprintable()):
        raise BadIdempotencyKey
    route = f"{request.method} {request.url.path}"[:300]
    return Once(session, actor.account_id, actor.user_id, route, idempotency_key)


OnceOnly = Annotated[Once, Depends(once, scope="function")]


async def raw_body(request: Request) -> bytes:
    """Return the bytes of the request's body."""
    return await request.body()


Body = Annotated[bytes, Depends(raw_body)]


def public(*kinds: type[Refusal]) -> dict[int | str, dict[str, object]]:
    """Return ``responses=`` of a route that answers callers who are not signed in and can also raise ``kinds``."""
    return refuses(ForeignOrigin, *kinds)


def signed_in(*kinds: type[Refusal]) -> dict[int | str, dict[str, object]]:
    """Return ``responses=`` of a route for signed-in callers that can also raise ``kinds``."""
    return refuses(NotSignedIn, ForeignOrigin, RoleDoesNotAllow, *kinds)


def creates(*kinds: type[Refusal]) -> dict[int | str, dict[str, object]]:
    """Return ``responses=`` of a route that takes an ``Idempotency-Key`` and can also raise ``kinds``."""
    return signed_in(BadIdempotencyKey, KeyUsedForAnotherRequest, *kinds)
