"""Note templates: read by whoever walks, written by owner and admin."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.walks.engine.note import BUILT_IN, PLACEHOLDERS, Audience
from resolutionflow.walks.engine.template import faults
from resolutionflow.walks.service import access
from resolutionflow.walks.texts import queries
from resolutionflow.walks.texts.models import NoteTemplate
from resolutionflow.walks.texts.refusals import (
    NoteTemplateChanged,
    NoteTemplateFaulty,
    NoteTemplateNameTaken,
    NoteTemplateNotFound,
    TooManyNoteTemplates,
)
from resolutionflow.walks.texts.schemas import (
    NoteTemplateChange,
    NoteTemplateNew,
    NoteTemplates,
    NoteTemplateShown,
    Placeholder,
)

MOST = 50


def _shown(row: NoteTemplate) -> NoteTemplateShown:
    fields = {name: getattr(row, name) for name in ("id", "name", "audience", "body", "is_default", "updated_at")}
    return NoteTemplateShown(**fields, version=row.row_version)


async def list_templates(session: AsyncSession, actor: Actor) -> NoteTemplates:
    """Return the account's templates with the built-in ones and the placeholders."""
    access.must_see_walks(actor)
    return NoteTemplates(
        items=[_shown(row) for row in await queries.templates(session, actor)],
        built_in=dict(BUILT_IN),
        placeholders={
            audience: [Placeholder(name=name, meaning=meaning) for name, meaning in known.items()]
            for audience, known in PLACEHOLDERS.items()
        },
    )


async def body_of(session: AsyncSession, actor: Actor, audience: Audience, template_id: UUID | None) -> str | None:
    """Return the template that a note is to be written after, null for the built-in one.

    Raise ``NoteTemplateNotFound`` when it is not there or for another audience.
    """
    if template_id is None:
        return await queries.default_body(session, actor, audience)
    row = await queries.template(session, actor, template_id)
    if row is None or row.audience != audience:
        raise NoteTemplateNotFound
    return row.body


async def create(session: AsyncSession, actor: Actor, payload: NoteTemplateNew) -> NoteTemplateShown:
    """Add a template; raise ``NoteTemplateFaulty``, ``NoteTemplateNameTaken`` or ``TooManyNoteTemplates``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    _check(payload.body, payload.audience)
    await _check_name(session, actor, payload.name, None)
    if len(await queries.templates(session, actor)) >= MOST:
        raise TooManyNoteTemplates
    if payload.is_default:
        await queries.no_other_default(session, actor, payload.audience)
    row = NoteTemplate(account_id=actor.account_id, **payload.model_dump())
    session.add(row)
    await session.flush()
    await session.refresh(row)
    audit.record(session, actor, "note_template.create", "note_template", row.id, name=row.name)
    return _shown(row)


async def change(
    session: AsyncSession, actor: Actor, template_id: UUID, payload: NoteTemplateChange, version: int
) -> NoteTemplateShown:
    """Change a template.

    Raise ``NoteTemplateNotFound``, ``NoteTemplateChanged``, ``NoteTemplateFaulty`` or ``NoteTemplateNameTaken``.
    """
    row = await _locked(session, actor, template_id)
    if row.row_version != version:
        raise NoteTemplateChanged
    if payload.name is not None:
        await _check_name(session, actor, payload.name, row.id)
        row.name = payload.name
    if payload.body is not None:
        _check(payload.body, row.audience)
        row.body = payload.body
    if payload.is_default and not row.is_default:
        await queries.no_other_default(session, actor, row.audience)
    row.is_default = row.is_default if payload.is_default is None else payload.is_default
    row.row_version += 1
    row.updated_at = now()
    audit.record(session, actor, "note_template.change", "note_template", row.id, name=row.name)
    await session.flush()
    return _shown(row)


async def delete(session: AsyncSession, actor: Actor, template_id: UUID) -> None:
    """Delete a template; raise ``NoteTemplateNotFound``. Notes that were copied stay as they are."""
    row = await _locked(session, actor, template_id)
    audit.record(session, actor, "note_template.delete", "note_template", row.id, name=row.name)
    await session.delete(row)
    await session.flush()


async def _locked(session: AsyncSession, actor: Actor, template_id: UUID) -> NoteTemplate:
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.template(session, actor, template_id, lock=True)
    if row is None:
        raise NoteTemplateNotFound
    return row


def _check(body: str, audience: str) -> None:
    found = faults(body, PLACEHOLDERS["client" if audience == "client" else "internal"])
    if found:
        raise NoteTemplateFaulty(
            " ".join(f"Line {fault.line}: {fault.message}" for fault in found[:5]) + " Nothing was saved.",
            faults=[{"line": fault.line, "message": fault.message} for fault in found[:50]],
        )


async def _check_name(session: AsyncSession, actor: Actor, name: str, own_id: UUID | None) -> None:
    there = await queries.named(session, actor, name)
    if there is not None and there != own_id:
        raise NoteTemplateNameTaken
