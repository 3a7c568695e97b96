"""API keys, with which programs act as a person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from resolutionflow.accounts import service
from resolutionflow.accounts.caller import API_KEY_PREFIX, Body, Caller, creates, signed_in
from resolutionflow.accounts.refusals import ExpiryPassed, KeyAboveRole, NoSuchApiKey
from resolutionflow.accounts.routes.users import After, Limit
from resolutionflow.accounts.schemas.access import ApiKeyMade, ApiKeyNew, ApiKeyShown
from resolutionflow.accounts.shown_once import SecretOnce
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import BadCursor, Page
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/api-keys", tags=["API keys"])


def _reveal(secret: str) -> dict[str, str]:
    return {"secret": API_KEY_PREFIX + secret}


@router.post("", status_code=201, response_model=ApiKeyMade, responses=creates(KeyAboveRole, ExpiryPassed))
async def make_api_key(session: Session, actor: Caller, payload: ApiKeyNew, body: Body, once: SecretOnce) -> Response:
    """Make a key of your own. Its secret is in this reply and nowhere else."""
    again = await once.seen(body, _reveal)
    if again is not None:
        return again
    key_id = new_id()
    secret = once.secret(key_id)
    made = await service.make_api_key(session, actor, payload, key_id, API_KEY_PREFIX + secret)
    return await once.keep(ApiKeyMade(**made.model_dump(), secret=""), secret, _reveal)


@router.get("", responses=signed_in(BadCursor))
async def list_api_keys(
    session: Session,
    actor: Caller,
    everyone: Annotated[bool, Query(description="Everybody's keys: for owners and admins.")] = False,
    after: After = None,
    limit: Limit = 50,
) -> Page[ApiKeyShown]:
    """List the keys that are not revoked, the newest first."""
    return await service.list_api_keys(session, actor, everyone, after, limit)


@router.delete("/{key_id}", status_code=204, responses=signed_in(NoSuchApiKey))
async def revoke_api_key(session: Session, actor: Caller, key_id: UUID) -> None:
    """Revoke a key of your own; owners and admins revoke anybody's."""
    await service.revoke_api_key(session, actor, key_id)
