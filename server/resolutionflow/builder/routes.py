"""HTTP routes of the flow builder, all under ``/api/v1``."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, credential, once, resolve, signed_in
from resolutionflow.ai.refusals import REFUSALS
from resolutionflow.builder import service
from resolutionflow.builder.paid_request import made
from resolutionflow.builder.refusals import (
    BadBranchList,
    BeingMade,
    BranchChanged,
    BranchesNotReady,
    BranchTooLarge,
    ConversationChanged,
    ConversationCompleted,
    ConversationExpired,
    MadeTooLate,
    ModelFailed,
    NoPlaybookMatches,
    NoSuchBranch,
    NoSuchConversation,
    NothingToDetail,
    TreeNotReady,
)
from resolutionflow.builder.schemas import (
    Assembled,
    BranchChange,
    ConversationChange,
    ConversationLine,
    ConversationNew,
    ConversationShown,
    DetailAllWanted,
    DetailWanted,
    ScaffoldWanted,
)
from resolutionflow.builder.service.runs import launch
from resolutionflow.flows.refusals import NoSuchFlow, NoSuchPerson, TreeTooLarge
from resolutionflow.kit.errors import PreconditionMissing, Refusal
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.platform.db import Database
from resolutionflow.platform.http import IfMatch, IfMatchOptional, InvalidInput, Session, etag

router = APIRouter(prefix="/ai/flow-builder/conversations", tags=["flow builder"])
routers = [router]

Branch = Annotated[str, Path(min_length=1, max_length=20)]
AnyBranch = Annotated[str, Path(min_length=1)]
"""Judged once it is known who asks: one that is too long is not there."""
Key = Annotated[str | None, Header(alias="Idempotency-Key")]

_OPEN: tuple[type[Refusal], ...] = (NoSuchConversation, ConversationCompleted, ConversationExpired)
_MAKING: tuple[type[Refusal], ...] = (
    *_OPEN,
    *REFUSALS,
    BeingMade,
    MadeTooLate,
    ModelFailed,
    NoPlaybookMatches,
    PreconditionMissing,
    InvalidInput,
)


@router.post("", status_code=201, response_model=ConversationShown, responses=creates(*REFUSALS))
async def start_flow_build(
    session: Session, actor: Caller, payload: ConversationNew, *, body: Body, once: OnceOnly
) -> Response:
    """Begin to build a flow: its foundation. Counts one flow of the plan, given back if nothing is paid.

    With `source: playbook` it counts none until a model is asked, so it can be begun when the plan is used up.
    """
    if (reply := await once.seen(body)) is not None:
        return reply
    begun = await service.start(session, actor, payload)
    return await once.keep(begun, 201, {"ETag": etag(begun.version)})


@router.get("", responses=signed_in(BadCursor))
async def list_flow_builds(
    session: Session,
    actor: Caller,
    after: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 50,
) -> Page[ConversationLine]:
    """List your own conversations, the newest first."""
    return await service.listed(session, actor, after, limit)


@router.get("/{conversation_id}", responses=signed_in(NoSuchConversation))
async def read_flow_build(
    session: Session, actor: Caller, conversation_id: UUID, response: Response
) -> ConversationShown:
    """Show a conversation: what is there, what is being made just now, what it cost so far."""
    return _tagged(response, await service.read(session, actor, conversation_id))


@router.patch(
    "/{conversation_id}",
    responses=signed_in(*_OPEN, ConversationChanged, BadBranchList, PreconditionMissing, InvalidInput),
)
async def change_flow_build(
    session: Session,
    actor: Caller,
    conversation_id: UUID,
    payload: ConversationChange,
    version: IfMatch,
    response: Response,
) -> ConversationShown:
    """Change the foundation or the first question, or add, rename, remove and order branches."""
    return _tagged(response, await service.change(session, actor, conversation_id, payload, version))


@router.delete("/{conversation_id}", status_code=204, responses=signed_in(NoSuchConversation))
async def remove_flow_build(session: Session, actor: Caller, conversation_id: UUID) -> None:
    """Remove a conversation; the flow that came of it stays."""
    await service.remove(session, actor, conversation_id)


def _given(version: int | None) -> int:
    """Return the version that a change was made over; asked for only once it is known who asks."""
    if version is None:
        raise PreconditionMissing
    return version


@router.post(
    "/{conversation_id}/scaffold",
    response_model=ConversationShown,
    responses=creates(*_MAKING, ConversationChanged),
)
async def scaffold_flow(
    request: Request,
    conversation_id: UUID,
    *,
    payload: ScaffoldWanted,
    version: IfMatchOptional,
    body: Body,
    key: Key = None,
) -> Response:
    """Have the top branches proposed; takes some seconds. What you changed meanwhile stays."""

    async def begin(session: AsyncSession, actor: Actor) -> service.Begun:
        wanted = _given(version)
        return await service.begin_scaffold(session, actor, conversation_id, payload, version=wanted, key=key)

    return await made(request, body, key, begin, service.finish_scaffold)


@router.patch(
    "/{conversation_id}/branches/{branch_id}",
    responses=signed_in(
        *_OPEN, NoSuchBranch, BranchChanged, BadBranchList, BranchTooLarge, PreconditionMissing, InvalidInput
    ),
)
async def change_flow_branch(
    session: Session,
    actor: Caller,
    conversation_id: UUID,
    branch_id: Branch,
    *,
    payload: BranchChange,
    version: IfMatch,
    response: Response,
) -> ConversationShown:
    """Change one branch by hand, its steps too; `If-Match` is the branch's own version."""
    shown = await service.change_branch(session, actor, conversation_id, branch_id, payload, version)
    return _tagged(response, shown)


@router.post(
    "/{conversation_id}/branches/{branch_id}/detail",
    response_model=ConversationShown,
    responses=creates(*_MAKING, NoSuchBranch, BranchChanged),
)
async def detail_flow_branch(
    request: Request,
    conversation_id: UUID,
    branch_id: AnyBranch,
    *,
    payload: DetailWanted,
    version: IfMatchOptional,
    body: Body,
    key: Key = None,
) -> Response:
    """Have one branch worked out, or worked out anew as you remark; `If-Match` is the branch's own version."""

    async def begin(session: AsyncSession, actor: Actor) -> service.Begun:
        wanted = _given(version)
        return await service.begin_branch(session, actor, conversation_id, branch_id, payload, version=wanted, key=key)

    return await made(request, body, key, begin, service.finish_branch)


@router.post(
    "/{conversation_id}/detail",
    status_code=202,
    response_model=ConversationShown,
    responses=creates(*_OPEN, *REFUSALS, BeingMade, NothingToDetail),
)
async def detail_flow(
    request: Request, conversation_id: UUID, payload: DetailAllWanted, body: Body, key: Key = None
) -> Response:
    """Have every chosen branch worked out that is not yet; it goes on by itself, read the conversation to see how far.

    `flow_builds` is announced as each branch is there.
    """
    database: Database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, credential(request))
        use = await once(request, session, actor, key)
        if (reply := await use.seen(body)) is not None:
            return reply
        shown, started = await service.begin_all(session, actor, conversation_id, payload)
        reply = await use.keep(shown, 202, {"ETag": etag(shown.version)})
    launch(database, started)
    return reply


@router.delete("/{conversation_id}/detail", responses=signed_in(NoSuchConversation))
async def cancel_flow_detail(
    session: Session, actor: Caller, conversation_id: UUID, response: Response
) -> ConversationShown:
    """Stop working out all branches; those that are there stay. What calls under way cost so far is counted."""
    return _tagged(response, await service.cancel_all(session, actor, conversation_id))


@router.post(
    "/{conversation_id}/assemble",
    status_code=201,
    response_model=Assembled,
    responses=creates(
        NoSuchConversation,
        ConversationCompleted,
        ConversationChanged,
        BeingMade,
        BranchesNotReady,
        NothingToDetail,
        TreeNotReady,
        TreeTooLarge,
        NoSuchFlow,
        NoSuchPerson,
        InvalidInput,
    ),
)
async def assemble_flow(
    session: Session, actor: Caller, conversation_id: UUID, version: IfMatchOptional, *, body: Body, once: OnceOnly
) -> Response:
    """Save the flow as a draft in the library; an expired conversation can be saved for 7 days more."""
    if (reply := await once.seen(body)) is not None:
        return reply
    return await once.keep(await service.assemble(session, actor, conversation_id, version), 201)


def _tagged(response: Response, shown: ConversationShown) -> ConversationShown:
    response.headers["ETag"] = etag(shown.version)
    return shown
