"""The library of flows over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows import service
from resolutionflow.flows.queries import Wanted
from resolutionflow.flows.refusals import FlowChangedElsewhere, NoSuchFlow, NoSuchPerson, NoSuchVersion, TreeTooLarge
from resolutionflow.flows.schemas import (
    CategoryCount,
    FlowChange,
    FlowDetail,
    FlowMade,
    FlowNew,
    FlowPage,
    FlowSort,
    FlowSummary,
    LibraryQuery,
)
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import BadCursor, decode_cursor, decode_moment
from resolutionflow.kit.text import storable
from resolutionflow.platform.http import IfMatch, InvalidInput, Session, etag

router = APIRouter(prefix="/flows", tags=["flows"])

MOST_WORDS = 10


@router.get("", responses=signed_in(BadCursor))
async def list_flows(session: Session, actor: Caller, query: Annotated[LibraryQuery, Query()]) -> FlowPage:
    """List flows: those that are published, for people who edit flows drafts too."""
    wanted = Wanted(
        words=query.search.casefold().split()[:MOST_WORDS],
        category=query.category,
        status=query.status,
        owner_user_id=query.owner_user_id,
        sort=query.sort,
        after=_position(query.after, query.sort) if query.after else None,
        limit=query.limit,
    )
    return await service.library(session, actor, wanted)


def _position(cursor: str, sort: FlowSort) -> tuple[Any, UUID]:
    """Return where a page begins; raise ``BadCursor`` for a cursor of another list or order."""
    if sort == "-updated":
        return decode_moment(cursor)
    key, flow_id = decode_cursor(cursor, str, str)
    try:
        return storable(key), UUID(flow_id)
    except ValueError as error:
        raise BadCursor from error


@router.post("", status_code=201, response_model=FlowMade, responses=creates(NoSuchPerson, NoSuchFlow, TreeTooLarge))
async def create_flow(session: Session, actor: Caller, body: Body, once: OnceOnly, payload: FlowNew) -> Response:
    """Make a flow; its tree becomes the draft, and `findings` says what it still needs."""
    if (reply := await once.seen(body)) is not None:
        return reply
    made = await service.create(session, actor, payload)
    return await once.keep(made, 201)


@router.get("/categories", responses=signed_in())
async def list_flow_categories(session: Session, actor: Caller) -> list[CategoryCount]:
    """List the categories of the library, with the number of flows in each."""
    return await service.categories(session, actor)


@router.get("/{flow_id}", responses=signed_in(NoSuchFlow, NoSuchVersion))
async def read_flow(session: Session, actor: Caller, flow_id: UUID, response: Response) -> FlowDetail:
    """Show a flow with its published tree; the `ETag` is for changing its title and the like."""
    flow = await service.read(session, actor, flow_id)
    response.headers["ETag"] = etag(flow.row_version)
    return flow


@router.patch(
    "/{flow_id}",
    responses=signed_in(
        NoSuchFlow, NoSuchVersion, FlowChangedElsewhere, NoSuchPerson, PreconditionMissing, InvalidInput
    ),
)
async def change_flow(
    session: Session, actor: Caller, flow_id: UUID, payload: FlowChange, if_match: IfMatch, response: Response
) -> FlowDetail:
    """Change title, description, category, tags or owner; needs `If-Match`."""
    flow = await service.change(session, actor, flow_id, payload, if_match)
    response.headers["ETag"] = etag(flow.row_version)
    return flow


@router.post("/{flow_id}/archive", responses=signed_in(NoSuchFlow))
async def archive_flow(session: Session, actor: Caller, flow_id: UUID) -> FlowSummary:
    """Take a flow out of library, intake and matching; walks that run on it go on."""
    return await service.archive(session, actor, flow_id)


@router.post("/{flow_id}/unarchive", responses=signed_in(NoSuchFlow))
async def unarchive_flow(session: Session, actor: Caller, flow_id: UUID) -> FlowSummary:
    """Put an archived flow back."""
    return await service.unarchive(session, actor, flow_id)


@router.post(
    "/{flow_id}/duplicate",
    status_code=201,
    response_model=FlowMade,
    responses=creates(NoSuchFlow, NoSuchPerson, TreeTooLarge),
)
async def duplicate_flow(session: Session, actor: Caller, flow_id: UUID, body: Body, once: OnceOnly) -> Response:
    """Make a new flow whose draft is a copy of this one's."""
    if (reply := await once.seen(body)) is not None:
        return reply
    return await once.keep(await service.duplicate(session, actor, flow_id), 201)
