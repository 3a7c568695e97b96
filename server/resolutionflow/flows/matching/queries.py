"""The fenced doors to the tables of matching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import Account, AccountSettings
from resolutionflow.flows.matching.models import MatchRevision, MatchSubject, MatchTicket
from resolutionflow.flows.matching.passages import text_key
from resolutionflow.flows.models import PUBLISHED, Flow, FlowVersion
from resolutionflow.kit.ids import new_id

Named = Row[UUID, UUID | None, UUID | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An account's thresholds (null: the defaults) and the last change of its subjects (null: none yet)."""

    match_threshold: float | None
    suggest_threshold: float | None
    revision: UUID | None


async def bounds(session: AsyncSession, account_id: UUID) -> Bounds:
    """Return thresholds and revision in one statement."""
    query = (
        select(AccountSettings.match_threshold, AccountSettings.suggest_threshold, MatchRevision.revision)
        .select_from(Account)
        .outerjoin(AccountSettings, AccountSettings.account_id == Account.id)
        .outerjoin(MatchRevision, MatchRevision.account_id == Account.id)
        .where(Account.id == account_id)
    )
    row = (await session.execute(query)).one()
    return Bounds(row.match_threshold, row.suggest_threshold, row.revision)


async def revisions(session: AsyncSession, account_id: UUID) -> dict[UUID, UUID]:
    """Return the revision of every subject of the account by its id."""
    query = select(MatchSubject.id, MatchSubject.revision).where(MatchSubject.account_id == account_id)
    return {row.id: row.revision for row in await session.execute(query)}


def packed(account_id: UUID, ids: Sequence[UUID]) -> Select[UUID, UUID, UUID | None, bytes, bytes | None]:
    """Return the query of these subjects' bytes."""
    return select(
        MatchSubject.id, MatchSubject.revision, MatchSubject.flow_proposal_id, MatchSubject.terms, MatchSubject.vectors
    ).where(MatchSubject.account_id == account_id, MatchSubject.id.in_(ids))


async def named(session: AsyncSession, account_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Named]:
    """Return names of those of these subjects that may be offered now: published flows, and proposals."""
    same_flow = (Flow.account_id == MatchSubject.account_id) & (Flow.id == MatchSubject.flow_id)
    query = (
        select(
            MatchSubject.id,
            MatchSubject.flow_id,
            MatchSubject.flow_proposal_id,
            MatchSubject.title,
            MatchSubject.category,
        )
        .outerjoin(Flow, same_flow)
        .where(MatchSubject.account_id == account_id, MatchSubject.id.in_(ids))
        .where(or_(MatchSubject.flow_id.is_(None), Flow.status == PUBLISHED))
    )
    return {row.id: row for row in await session.execute(query)}


async def subject_of(
    session: AsyncSession, account_id: UUID, target: UUID, *, lock: bool = False
) -> MatchSubject | None:
    """Return the subject of a flow or proposal."""
    query = select(MatchSubject).where(
        MatchSubject.account_id == account_id,
        or_(MatchSubject.flow_id == target, MatchSubject.flow_proposal_id == target),
    )
    return (await session.execute(query.with_for_update() if lock else query)).scalar_one_or_none()


async def published(session: AsyncSession, account_id: UUID, flow_id: UUID) -> Row[Flow, str] | None:
    """Return a published flow and its tree as JSON text; None when it is not published (any more)."""
    query = (
        select(Flow, FlowVersion.tree)
        .join(
            FlowVersion,
            (FlowVersion.account_id == Flow.account_id) & (FlowVersion.id == Flow.published_version_id),
        )
        .where(Flow.account_id == account_id, Flow.id == flow_id, Flow.status == PUBLISHED)
    )
    return (await session.execute(query)).one_or_none()


async def unindexed(session: AsyncSession, account_id: UUID, recipe: int, *, with_vectors: bool) -> Sequence[UUID]:
    """Return published flows without a subject of this recipe; ``with_vectors``: also those without vectors."""
    same_flow = (MatchSubject.account_id == Flow.account_id) & (MatchSubject.flow_id == Flow.id)
    missing = [MatchSubject.id.is_(None), MatchSubject.recipe != recipe]
    if with_vectors:
        missing.append(MatchSubject.vectors.is_(None))
    query = select(Flow.id).outerjoin(MatchSubject, same_flow)
    query = query.where(Flow.account_id == account_id, Flow.status == PUBLISHED, or_(*missing))
    return (await session.execute(query)).scalars().all()


async def waiting(session: AsyncSession, account_id: UUID) -> int:
    """Return how many subjects have no vectors yet."""
    query = select(func.count()).select_from(MatchSubject)
    query = query.where(MatchSubject.account_id == account_id, MatchSubject.vectors.is_(None))
    return (await session.execute(query)).scalar_one()


async def changed(session: AsyncSession, account_id: UUID) -> None:
    """Tell every process that this account's subjects have changed."""
    row = insert(MatchRevision).values(account_id=account_id, revision=new_id())
    row = row.on_conflict_do_update(index_elements=["account_id"], set_={"revision": row.excluded.revision})
    await session.execute(row)


async def remove(session: AsyncSession, account_id: UUID, target: UUID) -> bool:
    """Delete the subject of a flow or proposal and say whether there was one."""
    gone = delete(MatchSubject).where(
        MatchSubject.account_id == account_id,
        or_(MatchSubject.flow_id == target, MatchSubject.flow_proposal_id == target),
    )
    found = await session.execute(gone.returning(MatchSubject.id))
    return found.first() is not None


async def tickets(session: AsyncSession, account_id: UUID, flow_id: UUID, most: int) -> Sequence[str]:
    """Return the problems of the flow's newest resolved tickets."""
    query = select(MatchTicket.problem_text).where(MatchTicket.account_id == account_id, MatchTicket.flow_id == flow_id)
    query = query.order_by(MatchTicket.created_at.desc(), MatchTicket.id.desc()).limit(most)
    return (await session.execute(query)).scalars().all()


async def keep_ticket(
    session: AsyncSession, account_id: UUID, flow_id: UUID, user_id: UUID, problem_text: str, moment: datetime
) -> bool:
    """Keep a resolved ticket's problem; say whether it is a new one."""
    row = insert(MatchTicket).values(
        account_id=account_id,
        id=new_id(),
        flow_id=flow_id,
        user_id=user_id,
        problem_text=problem_text,
        text_key=text_key(problem_text),
        created_at=moment,
    )
    row = row.on_conflict_do_nothing(index_elements=["account_id", "flow_id", "text_key"])
    return (await session.execute(row.returning(MatchTicket.id))).first() is not None


async def forget_old_tickets(session: AsyncSession, account_id: UUID, flow_id: UUID, most: int) -> None:
    """Delete all but the newest tickets of the flow."""
    of_flow = (MatchTicket.account_id == account_id) & (MatchTicket.flow_id == flow_id)
    newest = select(MatchTicket.id).where(of_flow).order_by(MatchTicket.created_at.desc(), MatchTicket.id.desc())
    await session.execute(delete(MatchTicket).where(of_flow, MatchTicket.id.in_(newest.offset(most))))


async def forget_ticket(
    session: AsyncSession, account_id: UUID, flow_id: UUID, problem_text: str, since: datetime
) -> bool:
    """Delete a ticket's problem that was kept at ``since`` or later; say whether it was there."""
    gone = delete(MatchTicket).where(
        MatchTicket.account_id == account_id,
        MatchTicket.flow_id == flow_id,
        MatchTicket.text_key == text_key(problem_text),
        MatchTicket.created_at >= since,
    )
    return (await session.execute(gone.returning(MatchTicket.id))).first() is not None


async def forget_tickets_of(session: AsyncSession, account_id: UUID, user_id: UUID) -> Sequence[UUID]:
    """Delete the tickets of this person's work and return the flows that they were kept for."""
    gone = delete(MatchTicket).where(MatchTicket.account_id == account_id, MatchTicket.user_id == user_id)
    return sorted(set((await session.execute(gone.returning(MatchTicket.flow_id))).scalars()))
