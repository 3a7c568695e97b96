"""Flow files over HTTP: import, export, and the starter flows."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.flows import service
from resolutionflow.flows.import_schemas import ImportNew, ImportQuery, ImportState
from resolutionflow.flows.refusals import (
    DraftChangedElsewhere,
    FlowHasErrors,
    FlowIsArchived,
    NoSuchFlow,
    NoSuchFlowInFiles,
    NoSuchImport,
    NoSuchImportedFlow,
    NoSuchPerson,
    NoSuchStarter,
    NoSuchVersion,
    NothingToPublish,
    StartNotUsable,
    TooManyFlows,
    TooMuchCorrected,
    TreeTooLarge,
)
from resolutionflow.flows.schemas import ExportFormat, StarterInstall, StarterList, StartersInstalled
from resolutionflow.flows.tree import Tree
from resolutionflow.kit.paging import BadCursor
from resolutionflow.platform.http import Session

ImportPosition = Annotated[int, Path(ge=1, le=1_000_000)]

router = APIRouter(prefix="/flows", tags=["flows"])


@router.post(
    "/import",
    status_code=201,
    response_model=ImportState,
    responses=creates(TooManyFlows, NoSuchFlowInFiles, TooMuchCorrected, BadCursor),
)
async def import_flows(
    session: Session,
    actor: Caller,
    payload: ImportNew,
    *,
    body: Body,
    once: OnceOnly,
    preview: Annotated[bool, Query(description="Only say what would be made.")] = False,
) -> Response:
    """Take in flow files, walkthroughs in Markdown, Mermaid flowcharts and outlines.

    Up to 20 flows are done at once; more go on in a job: ask `flows/imports/{id}` how far it is. Good flows are taken
    in, each bad one is named with its line. `corrections` and `leave_out` say what is to be made otherwise than a
    preview of the same files showed. A flow file that names an `id` changes that flow. A document of another kind is
    always a new flow; with gaps, such as a link that leads nowhere, it is a draft that names them.
    """
    if (reply := await once.seen(body + (b"?preview" if preview else b""))) is not None:
        return reply
    return await once.keep(await service.start_import(session, actor, payload, preview=preview), 201)


@router.get("/imports/{import_id}", responses=signed_in(NoSuchImport, BadCursor))
async def read_flow_import(
    session: Session, actor: Caller, import_id: UUID, query: Annotated[ImportQuery, Query()]
) -> ImportState:
    """Show how far an import is and what became of its flows."""
    return await service.read_import(session, actor, import_id, query)


@router.get("/imports/{import_id}/flows/{position}", responses=signed_in(NoSuchImportedFlow))
async def read_imported_flow(session: Session, actor: Caller, import_id: UUID, position: ImportPosition) -> Tree:
    """Show the steps of one flow of a preview, as it would be made. It may still be unfinished."""
    return await service.read_imported(session, actor, import_id, position)


@router.get("/starters", responses=signed_in())
async def list_starter_flows(session: Session, actor: Caller) -> StarterList:
    """List the flows that come with the product."""
    return await service.starters(session, actor)


@router.post(
    "/starters",
    status_code=201,
    response_model=StartersInstalled,
    responses=creates(
        NoSuchStarter,
        NoSuchFlow,
        NoSuchVersion,
        NoSuchPerson,
        DraftChangedElsewhere,
        FlowIsArchived,
        FlowHasErrors,
        NothingToPublish,
        StartNotUsable,
        TreeTooLarge,
    ),
)
async def install_starter_flows(
    session: Session, actor: Caller, payload: StarterInstall, *, body: Body, once: OnceOnly
) -> Response:
    """Take starter flows into the account, published unless told otherwise."""
    if (reply := await once.seen(body)) is not None:
        return reply
    return await once.keep(await service.install_starters(session, actor, payload), 201)


@router.get(
    "/{flow_id}/export",
    response_class=Response,
    responses={
        **signed_in(NoSuchFlow, NoSuchVersion),
        200: {
            "description": "The flow as a file.",
            "content": {
                kind: {"schema": {"type": "string"}}
                for kind in ("application/yaml", "application/json", "text/vnd.mermaid", "text/markdown")
            },
        },
    },
)
async def export_flow(
    session: Session,
    actor: Caller,
    flow_id: UUID,
    *,
    file_format: Annotated[ExportFormat, Query(alias="format")] = "yaml",
    version: Annotated[int | None, Query(ge=1, le=2_147_483_647)] = None,
) -> Response:
    """Give a flow as a file: YAML or JSON to take in again, Mermaid or Markdown to read; the newest version first."""
    made = await service.export(session, actor, flow_id, file_format, version)
    head = {"Content-Disposition": f'attachment; filename="{made.file_name}"'}
    return Response(made.text, media_type=made.media_type, headers=head)
