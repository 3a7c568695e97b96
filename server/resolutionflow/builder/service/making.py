"""One thing made in three parts: leave is committed, the model or playbook works with no transaction open, then it is
kept.

What is kept is decided by the claim: whoever lost it meanwhile, to a person's edit or to somebody who took it over,
leaves the state as it is. What was paid is written down in any case.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.port import Answer, BranchAsked, Check, Draft, Scaffold, ScaffoldAsked, Task
from resolutionflow.ai.quota import lease_seconds
from resolutionflow.ai.service import Reservation, maker, release, reserve, settle
from resolutionflow.builder import queries
from resolutionflow.builder.engine.making import (
    branch_asked,
    judge,
    judge_beside,
    put_draft,
    put_scaffold,
    scaffold_asked,
)
from resolutionflow.builder.engine.state import BranchState, Making, WizardState, is_busy
from resolutionflow.builder.models import COMPLETED, DETAILING, FOUNDATION, SCAFFOLDING, AIConversation
from resolutionflow.builder.refusals import (
    BeingMade,
    BranchChanged,
    ConversationChanged,
    MadeTooLate,
    NoSuchConversation,
    failed,
)
from resolutionflow.builder.schemas import ConversationShown, DetailWanted, ScaffoldWanted
from resolutionflow.builder.service.rows import branch_of, keep, opened, state_of
from resolutionflow.builder.service.showing import shown
from resolutionflow.kit.clock import now
from resolutionflow.kit.errors import Refusal
from resolutionflow.kit.ids import new_id

Outcome = ConversationShown | Refusal
"""What a call came to; a refusal is to be raised after the commit, which keeps what was paid."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Leave to make one thing, committed: what is asked, who judges it, and the claim to keep it."""

    conversation_id: UUID
    claim: str
    reservation: Reservation
    asked: ScaffoldAsked | BranchAsked
    check: Check
    branch_id: str = ""
    keep: frozenset[str] = field(default_factory=frozenset)


class SameUnderWay(Exception):
    """The very same request, by its ``Idempotency-Key``, is being made just now."""


def claimed(task: Task, moment: datetime, key: str | None) -> Making:
    """Return a new claim, for as long as one call is held."""
    return Making(claim=new_id().hex, until=moment + timedelta(seconds=lease_seconds(task, 1)), key=key or "")


def _check_free(making: Making | None, key: str | None) -> None:
    """Raise ``SameUnderWay`` or ``BeingMade`` when somebody makes it just now."""
    if making is not None and is_busy(making, now()):
        raise SameUnderWay if key and making.key == key else BeingMade


async def begin_scaffold(
    session: AsyncSession,
    actor: Actor,
    conversation_id: UUID,
    payload: ScaffoldWanted,
    *,
    version: int,
    key: str | None,
) -> Begun:
    """Claim the list of branches and hold one call.

    Raise what ``opened`` and ``reserve`` raise, ``ConversationChanged``, ``SameUnderWay`` or ``BeingMade``.
    """
    row, state = await opened(session, actor, conversation_id)
    _check_free(state.making, key)
    if row.row_version != version:
        raise ConversationChanged(version=row.row_version)
    known = [branch.id for branch in state.branches]
    kept = frozenset(known if payload.keep is None else set(payload.keep).intersection(known))
    reservation = await reserve(
        session,
        actor,
        Task.SCAFFOLD,
        conversation_id=conversation_id,
        counts="flow",
        source=payload.source,
    )
    state.making = claimed(Task.SCAFFOLD, now(), key)
    if row.status == FOUNDATION:
        row.status = SCAFFOLDING
    await keep(session, row, state)
    asked = scaffold_asked(state, kept)
    return Begun(
        conversation_id, state.making.claim, reservation, asked, judge_beside(asked.keep, asked.dropped), keep=kept
    )


async def begin_branch(
    session: AsyncSession,
    actor: Actor,
    conversation_id: UUID,
    branch_id: str,
    payload: DetailWanted,
    *,
    version: int,
    key: str | None,
) -> Begun:
    """Claim one branch and hold one call.

    Raise what ``opened`` and ``reserve`` raise, ``NoSuchBranch``, ``BranchChanged``, ``SameUnderWay`` or ``BeingMade``.
    """
    row, state = await opened(session, actor, conversation_id)
    branch = branch_of(state, branch_id)
    _check_free(branch.making, key)
    if branch.version != version:
        raise BranchChanged(version=branch.version)
    reservation = await reserve(
        session, actor, Task.BRANCH, conversation_id=conversation_id, counts="flow", source=payload.source
    )
    branch.making = claimed(Task.BRANCH, now(), key)
    to_detailing(row)
    await keep(session, row, state)
    asked = branch_asked(state, branch, payload.remark)
    return Begun(conversation_id, branch.making.claim, reservation, asked, judge, branch_id)


def to_detailing(row: AIConversation) -> None:
    """Note that detail was asked for."""
    if row.status in (FOUNDATION, SCAFFOLDING):
        row.status = DETAILING


async def finish_scaffold(session: AsyncSession, actor: Actor, begun: Begun, answer: Answer) -> Outcome:
    """Write down what was paid and keep the proposals, if the claim still holds."""
    row = await queries.one(session, actor, begun.conversation_id, lock=True)
    await paid(session, row, begun.reservation, answer)
    if row is None:
        return await _gone(session, begun)
    state = state_of(row)
    if row.status == COMPLETED or state.making is None or state.making.claim != begun.claim:
        return MadeTooLate()
    state.making = None
    if isinstance(answer.made, Scaffold):
        put_scaffold(state, answer.made, answer.source, begun.keep)
        row.row_version += 1
    else:
        state.failure = str(answer.failure)
    await keep(session, row, state, _message(Task.SCAFFOLD, answer))
    return await _outcome(session, actor, row, answer)


async def finish_branch(session: AsyncSession, actor: Actor, begun: Begun, answer: Answer) -> Outcome:
    """Write down what was paid and keep the detail of the branch, if the claim still holds."""
    row = await queries.one(session, actor, begun.conversation_id, lock=True)
    await paid(session, row, begun.reservation, answer)
    if row is None:
        return await _gone(session, begun)
    remark = begun.asked.remark if isinstance(begun.asked, BranchAsked) else ""
    if not await filled(session, row, begun.branch_id, begun.claim, answer, remark):
        return MadeTooLate()
    return await _outcome(session, actor, row, answer)


async def _gone(session: AsyncSession, begun: Begun) -> Outcome:
    """Give the flow back of a conversation that was removed while its first call was out and came to nothing."""
    await release(session, begun.reservation.account_id, conversation_id=begun.conversation_id)
    return NoSuchConversation()


async def paid(
    session: AsyncSession, row: AIConversation | None, reservation: Reservation, answer: Answer, *, last: bool = True
) -> None:
    """Write down the calls of ``answer`` and count them for the conversation, if it is still there."""
    spent = await settle(session, reservation, [answer], last=last)
    if row is not None:
        row.question_rounds += spent.calls


async def filled(
    session: AsyncSession, row: AIConversation, branch_id: str, claim: str, answer: Answer, remark: str = ""
) -> bool:
    """Set this branch alone, of a locked conversation; say whether the claim still held."""
    state = state_of(row)
    branch = state.branch(branch_id)
    if row.status == COMPLETED or branch is None or branch.making is None or branch.making.claim != claim:
        return False
    branch.making = None
    _put(branch, answer, remark)
    await keep(session, row, state, _message(Task.BRANCH, answer, branch_id, remark))
    return True


def _put(branch: BranchState, answer: Answer, remark: str) -> None:
    if isinstance(answer.made, Draft):
        put_draft(branch, answer.made, answer.source, remark)
    else:
        branch.failure = str(answer.failure)


def _message(task: Task, answer: Answer, branch_id: str = "", remark: str = "") -> dict[str, object]:
    told: dict[str, object] = {"branch": branch_id, "remark": remark, "failure": answer.failure and str(answer.failure)}
    return {"task": str(task), "source": answer.source} | {name: value for name, value in told.items() if value}


async def _outcome(session: AsyncSession, actor: Actor, row: AIConversation, answer: Answer) -> Outcome:
    if answer.made is not None:
        return await shown(session, actor, row)
    who = await maker(session, actor.account_id)
    return failed(answer, playbook_too=who is not None and who.playbook_too)


def unfinished(state: WizardState) -> list[BranchState]:
    """Return the chosen branches that are not worked out."""
    return [branch for branch in state.chosen if branch.tree is None]
