"""Rows of note templates and time entries."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.walks.models import L1WalkSession
from resolutionflow.walks.texts.models import NoteTemplate, TimeEntry, TimeSettings


def visible(actor: Actor) -> Select[NoteTemplate]:
    """Select the note templates of the actor's account."""
    return select(NoteTemplate).where(NoteTemplate.account_id == actor.account_id)


async def templates(session: AsyncSession, actor: Actor) -> Sequence[NoteTemplate]:
    """Return all templates of the account by name; there are few."""
    return (await session.scalars(visible(actor).order_by(func.lower(NoteTemplate.name)))).all()


async def template(
    session: AsyncSession, actor: Actor, template_id: UUID, *, lock: bool = False
) -> NoteTemplate | None:
    """Return a template, locked when it is to be changed."""
    wanted = visible(actor).where(NoteTemplate.id == template_id)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()


async def named(session: AsyncSession, actor: Actor, name: str) -> UUID | None:
    """Return the id of the template that has this name, whatever its case."""
    wanted = select(NoteTemplate.id).where(
        NoteTemplate.account_id == actor.account_id, func.lower(NoteTemplate.name) == name.lower()
    )
    return await session.scalar(wanted)


async def default_body(session: AsyncSession, actor: Actor, audience: str) -> str | None:
    """Return the text of the account's default template for an audience."""
    wanted = select(NoteTemplate.body).where(
        NoteTemplate.account_id == actor.account_id, NoteTemplate.audience == audience, NoteTemplate.is_default
    )
    return await session.scalar(wanted)


async def no_other_default(session: AsyncSession, actor: Actor, audience: str) -> None:
    """Let no template of this audience be the default, so that another one can be."""
    await session.execute(
        update(NoteTemplate)
        .where(NoteTemplate.account_id == actor.account_id, NoteTemplate.audience == audience, NoteTemplate.is_default)
        .values(is_default=False, row_version=NoteTemplate.row_version + 1)
    )


async def time_settings(session: AsyncSession, account_id: UUID, *, lock: bool = False) -> TimeSettings | None:
    """Return how the account records time, null when it never said so."""
    wanted = select(TimeSettings).where(TimeSettings.account_id == account_id)
    return (await session.scalars(wanted.with_for_update() if lock else wanted)).first()


async def time_entries(session: AsyncSession, walk: L1WalkSession) -> Sequence[TimeEntry]:
    """Return what was recorded in a walk, oldest first."""
    wanted = select(TimeEntry).where(TimeEntry.account_id == walk.account_id, TimeEntry.walk_id == walk.id)
    return (await session.scalars(wanted.order_by(TimeEntry.created_at, TimeEntry.id))).all()


async def own_time_entry(session: AsyncSession, actor: Actor, entry_id: UUID) -> TimeEntry | None:
    """Return a time entry that the actor made."""
    wanted = select(TimeEntry).where(
        TimeEntry.account_id == actor.account_id,
        TimeEntry.id == entry_id,
        TimeEntry.user_id == actor.user_id,
    )
    return (await session.scalars(wanted)).first()


async def last_work_type(session: AsyncSession, actor: Actor) -> str | None:
    """Return the kind of work that the actor recorded last."""
    wanted = select(TimeEntry.work_type).where(
        TimeEntry.account_id == actor.account_id, TimeEntry.user_id == actor.user_id
    )
    return await session.scalar(wanted.order_by(TimeEntry.created_at.desc()).limit(1))
