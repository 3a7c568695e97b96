"""Time entries: what a walk proposes, what a person records, and how the account records time."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.walks import queries as walk_queries
from resolutionflow.walks.engine.time import rounded, time_by_person
from resolutionflow.walks.models import ACTIVE, L1WalkSession
from resolutionflow.walks.service import access
from resolutionflow.walks.texts import queries
from resolutionflow.walks.texts.models import WORK_TYPES, TimeEntry, TimeSettings
from resolutionflow.walks.texts.refusals import TimeEntryNotFound, TimeSettingsStale, UnknownWorkType
from resolutionflow.walks.texts.schemas import (
    TimeEntryNew,
    TimeEntryProposed,
    TimeEntryShown,
    TimeOfWalk,
    TimeSettingsChange,
    TimeSettingsShown,
)

ROUNDING_MINUTES = 1


async def spent(session: AsyncSession, walk: L1WalkSession) -> dict[UUID | None, timedelta]:
    """Return each person's active time in a walk; of an active one, its owner's goes on until now."""
    events = [(row.kind, row.created_at, row.user_id) for row in await walk_queries.timeline(session, walk)]
    if walk.status == ACTIVE and events:
        events.append(("note", now(), events[-1][2]))
    return time_by_person(events)


def total_minutes(by_person: dict[UUID | None, timedelta]) -> int:
    """Return the active minutes of a walk."""
    return rounded(sum(by_person.values(), timedelta())) if by_person else 0


async def time_of_walk(session: AsyncSession, actor: Actor, walk_id: UUID) -> TimeOfWalk:
    """Return what was recorded in a walk and what the actor could add; raise ``WalkNotFound``."""
    walk = await access.seen(session, actor, walk_id)
    return await _shown(session, actor, walk)


async def _shown(session: AsyncSession, actor: Actor, walk: L1WalkSession) -> TimeOfWalk:
    rows = await queries.time_entries(session, walk)
    settings = await settings_of(session, walk.account_id)
    by_person = await spent(session, walk)
    people = await access.people(session, walk.account_id, (row.user_id for row in rows))
    items = [
        TimeEntryShown(
            id=row.id,
            user=people.get(row.user_id),
            minutes=row.minutes,
            work_type=row.work_type,
            note=row.note,
            created_at=row.created_at,
        )
        for row in rows
    ]
    return TimeOfWalk(
        items=items,
        recorded_minutes=sum(row.minutes for row in rows),
        active_minutes=total_minutes(by_person),
        proposed=await _proposed(session, actor, rows, by_person.get(actor.user_id), settings),
        work_types=settings.work_types,
    )


async def _proposed(
    session: AsyncSession,
    actor: Actor,
    rows: Iterable[TimeEntry],
    own: timedelta | None,
    settings: TimeSettingsShown,
) -> TimeEntryProposed | None:
    recorded = timedelta(minutes=sum(row.minutes for row in rows if row.user_id == actor.user_id))
    if own is None or (recorded and own <= recorded):
        return None
    last = await queries.last_work_type(session, actor)
    kind = last if last in settings.work_types else settings.work_types[0]
    return TimeEntryProposed(minutes=min(1_440, rounded(own - recorded, settings.rounding_minutes)), work_type=kind)


async def record(session: AsyncSession, actor: Actor, walk_id: UUID, payload: TimeEntryNew) -> TimeOfWalk:
    """Record time in a walk that the actor may change, ended ones too.

    Raise ``WalkNotFound`` or ``UnknownWorkType``.
    """
    walk = await access.locked(session, actor, walk_id)
    settings = await settings_of(session, walk.account_id)
    if payload.work_type not in settings.work_types:
        raise UnknownWorkType
    session.add(TimeEntry(account_id=walk.account_id, walk_id=walk.id, user_id=actor.user_id, **payload.model_dump()))
    await session.flush()
    return await _shown(session, actor, walk)


async def remove(session: AsyncSession, actor: Actor, entry_id: UUID) -> None:
    """Take one's own time entry back; raise ``TimeEntryNotFound``."""
    access.must_see_walks(actor)
    row = await queries.own_time_entry(session, actor, entry_id)
    if row is None:
        raise TimeEntryNotFound
    await session.delete(row)
    await session.flush()


async def lines(session: AsyncSession, walk: L1WalkSession) -> list[str]:
    """Return what was recorded in a walk as lines of its note."""
    rows = await queries.time_entries(session, walk)
    people = await access.people(session, walk.account_id, (row.user_id for row in rows))
    return [
        f"{row.minutes} min {row.work_type}" + (f" ({people[row.user_id].name})" if row.user_id in people else "")
        for row in rows
    ]


async def settings_of(session: AsyncSession, account_id: UUID) -> TimeSettingsShown:
    """Return how the account records time."""
    row = await queries.time_settings(session, account_id)
    if row is None:
        return TimeSettingsShown(work_types=list(WORK_TYPES), rounding_minutes=ROUNDING_MINUTES, version=0)
    return TimeSettingsShown(work_types=row.work_types, rounding_minutes=row.rounding_minutes, version=row.row_version)


async def show_settings(session: AsyncSession, actor: Actor) -> TimeSettingsShown:
    """Return how the account records time, to owner and admin."""
    actor.must(Permission.MANAGE_ACCOUNT)
    return await settings_of(session, actor.account_id)


async def change_settings(
    session: AsyncSession, actor: Actor, payload: TimeSettingsChange, version: int
) -> TimeSettingsShown:
    """Change how time is recorded; raise ``TimeSettingsStale``. Entries that stand keep their kind of work."""
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.time_settings(session, actor.account_id, lock=True)
    before = await settings_of(session, actor.account_id)
    if before.version != version:
        raise TimeSettingsStale
    if row is None:
        row = TimeSettings(account_id=actor.account_id, row_version=0)
        session.add(row)
    row.work_types = list(dict.fromkeys(payload.work_types or before.work_types))
    row.rounding_minutes = payload.rounding_minutes or before.rounding_minutes
    row.row_version += 1
    changed = {"before": before.model_dump(), "after": payload.model_dump(exclude_none=True)}
    audit.record(session, actor, "time_settings.change", "account", actor.account_id, **changed)
    await session.flush()
    return await settings_of(session, actor.account_id)
