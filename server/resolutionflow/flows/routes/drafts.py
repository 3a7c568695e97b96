"""Drafts and versions of a flow over HTTP."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows import service
from resolutionflow.flows.evidence import BadPattern, proof
from resolutionflow.flows.refusals import (
    DraftChangedElsewhere,
    DraftIsAllThereIs,
    FlowHasErrors,
    FlowIsArchived,
    NoSuchFlow,
    NoSuchVersion,
    NothingToPublish,
    StartNotUsable,
    TreeTooLarge,
)
from resolutionflow.flows.schemas import (
    Draft,
    DraftChange,
    DraftSaved,
    EvidenceTrial,
    EvidenceTried,
    Publish,
    Validate,
    Validated,
    VersionDetail,
    VersionList,
    VersionSummary,
)
from resolutionflow.flows.validator import check, has_errors
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, decode_cursor
from resolutionflow.platform.http import IfMatch, IfMatchOptional, InvalidInput, Session, etag

router = APIRouter(prefix="/flows", tags=["flows"])

LARGEST_VERSION = 2_147_483_647
VersionNumber = Annotated[int, Path(ge=1, le=LARGEST_VERSION)]


@router.post("/validate", responses=signed_in())
async def validate_tree(actor: Caller, payload: Validate) -> Validated:
    """Judge any JSON that is meant to be a tree; nothing is saved."""
    del actor
    findings = check(payload.tree, loops_allowed=payload.made_by == "person")
    return Validated(ok=not has_errors(findings), findings=findings)


@router.post("/try-evidence", responses=signed_in())
async def try_evidence(actor: Caller, payload: EvidenceTrial) -> EvidenceTried:
    """Say whether a pasted text proves an answer, by the engine that judges it on a walk; nothing is saved."""
    del actor
    try:
        return EvidenceTried(words=await asyncio.to_thread(proof, payload.evidence, payload.pasted), problem=None)
    except BadPattern as error:
        return EvidenceTried(words=None, problem=str(error))


@router.get("/{flow_id}/draft", responses=signed_in(NoSuchFlow))
async def read_flow_draft(session: Session, actor: Caller, flow_id: UUID, response: Response) -> Draft:
    """Show the draft of a flow, or its newest version's tree where there is none, with the `ETag` to save under."""
    draft = await service.read_draft(session, actor, flow_id)
    response.headers["ETag"] = etag(draft.row_version)
    return draft


@router.put(
    "/{flow_id}/draft",
    responses=signed_in(
        NoSuchFlow, FlowIsArchived, DraftChangedElsewhere, TreeTooLarge, PreconditionMissing, InvalidInput
    ),
)
async def save_flow_draft(
    session: Session, actor: Caller, flow_id: UUID, payload: DraftChange, if_match: IfMatch, response: Response
) -> DraftSaved:
    """Save the whole tree as the draft; needs `If-Match`. It may be unfinished: `findings` says what it still needs."""
    saved = await service.save_draft(session, actor, flow_id, payload, if_match)
    response.headers["ETag"] = etag(saved.row_version)
    return saved


@router.delete(
    "/{flow_id}/draft",
    status_code=204,
    responses=signed_in(NoSuchFlow, FlowIsArchived, DraftChangedElsewhere, DraftIsAllThereIs, InvalidInput),
)
async def drop_flow_draft(session: Session, actor: Caller, flow_id: UUID, if_match: IfMatchOptional) -> None:
    """Give up the draft; the newest version stays what it is."""
    await service.drop_draft(session, actor, flow_id, if_match)


_PUBLISHING = (
    NoSuchFlow,
    NoSuchVersion,
    FlowIsArchived,
    FlowHasErrors,
    NothingToPublish,
    StartNotUsable,
    DraftChangedElsewhere,
    TreeTooLarge,
    InvalidInput,
)


@router.post("/{flow_id}/publish", status_code=201, response_model=VersionSummary, responses=creates(*_PUBLISHING))
async def publish_flow(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    *,
    body: Body,
    once: OnceOnly,
    if_match: IfMatchOptional,
    payload: Publish | None = None,
) -> Response:
    """Make the draft the next version, which never changes; walks under way stay on the version they began on."""
    if (reply := await once.seen(body)) is not None:
        return reply
    return await once.keep(await service.publish(session, actor, flow_id, payload or Publish(), if_match), 201)


@router.get("/{flow_id}/versions", responses=signed_in(NoSuchFlow, BadCursor))
async def list_flow_versions(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    after: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 50,
) -> VersionList:
    """List the published versions of a flow, newest first."""
    return await service.versions(session, actor, flow_id, _number(after) if after else None, limit)


def _number(cursor: str) -> int:
    number: int = decode_cursor(cursor, int)[0]
    if not 0 <= number <= LARGEST_VERSION:
        raise BadCursor
    return number


@router.get("/{flow_id}/versions/{number}", responses=signed_in(NoSuchFlow, NoSuchVersion))
async def read_flow_version(session: Session, actor: Caller, flow_id: UUID, number: VersionNumber) -> VersionDetail:
    """Show a published version with its tree."""
    return await service.read_version(session, actor, flow_id, number)


@router.post(
    "/{flow_id}/versions/{number}/restore",
    status_code=201,
    response_model=VersionSummary,
    responses=creates(*_PUBLISHING),
)
async def restore_flow_version(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    number: VersionNumber,
    *,
    body: Body,
    once: OnceOnly,
    payload: Publish | None = None,
) -> Response:
    """Publish an old version again, as the next one."""
    if (reply := await once.seen(body)) is not None:
        return reply
    return await once.keep(await service.restore(session, actor, flow_id, number, payload or Publish()), 201)
