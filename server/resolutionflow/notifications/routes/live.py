"""Live updates: the one stream of a browser."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from resolutionflow.accounts.caller import Caller, credential, signed_in
from resolutionflow.notifications.service import listening
from resolutionflow.platform import live
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.live import LiveResponse, TooManyStreams

router = APIRouter(prefix="/live", tags=["live"])

EVENTS: dict[int | str, dict[str, object]] = {
    200: {
        "description": "Server-sent events: `hello` first; `changed` with `{topic, id}` when something changed (without"
        " an id: anything of the topic; `mine` when this sign-in alone did it); `resync` when everything is to be read"
        " again; `heartbeat` every 20 seconds.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("", response_class=Response, responses=EVENTS | signed_in(TooManyStreams))
async def listen(actor: Caller, request: Request) -> LiveResponse:
    """Hear what changes in your account while it changes: hints that name what to read again, and no content."""
    live.hub.check_room(actor.account_id, actor.user_id)
    token = credential(request)
    still_in = listening.still_in(request.app.state.database, token)
    return LiveResponse(live.hub, actor.account_id, actor.user_id, live.mark(token_hash(token)), still_in)
