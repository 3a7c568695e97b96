"""Routes of note templates, time entries and how time is recorded."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Caller, OnceOnly, creates, signed_in
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.platform.http import IfMatch, Session, etag
from resolutionflow.walks.refusals import WalkNotFound
from resolutionflow.walks.service import summary
from resolutionflow.walks.texts import refusals, templates, time
from resolutionflow.walks.texts.schemas import (
    NoteTemplateChange,
    NoteTemplateNew,
    NoteTemplates,
    NoteTemplateShown,
    TemplateTrial,
    TemplateTried,
    TimeEntryNew,
    TimeOfWalk,
    TimeSettingsChange,
    TimeSettingsShown,
)

note_templates = APIRouter(prefix="/note-templates", tags=["texts"])
time_entries = APIRouter(prefix="/l1/sessions/{walk_id}/time-entries", tags=["texts"])
own_time = APIRouter(prefix="/l1/time-entries", tags=["texts"])
time_settings = APIRouter(prefix="/account/time-settings", tags=["settings"])
routers = [note_templates, time_entries, own_time, time_settings]


@note_templates.get("", responses=signed_in())
async def list_note_templates(session: Session, actor: Caller) -> NoteTemplates:
    """List the account's note templates, the built-in ones, and what may stand in a template."""
    return await templates.list_templates(session, actor)


@note_templates.post(
    "",
    status_code=201,
    response_model=NoteTemplateShown,
    responses=creates(refusals.NoteTemplateFaulty, refusals.NoteTemplateNameTaken, refusals.TooManyNoteTemplates),
)
async def create_note_template(
    payload: NoteTemplateNew, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Add a note template."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await templates.create(session, actor, payload), 201)


@note_templates.post("/try", responses=signed_in(WalkNotFound))
async def try_note_template(payload: TemplateTrial, session: Session, actor: Caller) -> TemplateTried:
    """Write the note of a real walk after a template that is not saved; faults name their lines."""
    return await summary.tried(session, actor, payload)


@note_templates.patch(
    "/{template_id}",
    responses=signed_in(
        PreconditionMissing,
        refusals.NoteTemplateNotFound,
        refusals.NoteTemplateChanged,
        refusals.NoteTemplateFaulty,
        refusals.NoteTemplateNameTaken,
    ),
)
async def change_note_template(
    template_id: UUID,
    payload: NoteTemplateChange,
    session: Session,
    actor: Caller,
    version: IfMatch,
    response: Response,
) -> NoteTemplateShown:
    """Change a note template."""
    shown = await templates.change(session, actor, template_id, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@note_templates.delete("/{template_id}", status_code=204, responses=signed_in(refusals.NoteTemplateNotFound))
async def delete_note_template(template_id: UUID, session: Session, actor: Caller) -> None:
    """Delete a note template."""
    await templates.delete(session, actor, template_id)


@time_entries.get("", responses=signed_in(WalkNotFound))
async def read_time(walk_id: UUID, session: Session, actor: Caller) -> TimeOfWalk:
    """Show the time recorded in a walk, and propose the caller's own: active minutes, pauses left out."""
    return await time.time_of_walk(session, actor, walk_id)


@time_entries.post(
    "", status_code=201, response_model=TimeOfWalk, responses=creates(WalkNotFound, refusals.UnknownWorkType)
)
async def record_time(
    walk_id: UUID, payload: TimeEntryNew, session: Session, actor: Caller, once: OnceOnly, body: Body
) -> Response:
    """Record the caller's time in a walk, ended ones too."""
    if seen := await once.seen(body):
        return seen
    return await once.keep(await time.record(session, actor, walk_id, payload), 201)


@own_time.delete("/{entry_id}", status_code=204, responses=signed_in(refusals.TimeEntryNotFound))
async def remove_time(entry_id: UUID, session: Session, actor: Caller) -> None:
    """Take one's own time entry back."""
    await time.remove(session, actor, entry_id)


@time_settings.get("", responses=signed_in())
async def read_time_settings(session: Session, actor: Caller, response: Response) -> TimeSettingsShown:
    """Show how the account records time."""
    shown = await time.show_settings(session, actor)
    response.headers["ETag"] = etag(shown.version)
    return shown


@time_settings.patch("", responses=signed_in(PreconditionMissing, refusals.TimeSettingsStale))
async def change_time_settings(
    session: Session, actor: Caller, payload: TimeSettingsChange, version: IfMatch, response: Response
) -> TimeSettingsShown:
    """Change how the account records time."""
    shown = await time.change_settings(session, actor, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown
