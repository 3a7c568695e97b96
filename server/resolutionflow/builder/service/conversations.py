"""Conversations: started, read, edited by hand, removed."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai.port import Task
from resolutionflow.ai.service import release, reserve
from resolutionflow.builder import queries
from resolutionflow.builder.engine.making import put_tree
from resolutionflow.builder.engine.state import BranchState, FoundationState, Given, WizardState, list_problem, put_list
from resolutionflow.builder.models import FOUNDATION, AIConversation
from resolutionflow.builder.refusals import BadBranchList, BranchChanged, BranchTooLarge, ConversationChanged
from resolutionflow.builder.schemas import (
    BranchChange,
    BranchGiven,
    ConversationChange,
    ConversationLine,
    ConversationNew,
    ConversationShown,
)
from resolutionflow.builder.service.rows import LIFETIME, branch_of, found, keep, opened
from resolutionflow.builder.service.showing import line, shown
from resolutionflow.flows.tree import Tree
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.platform import live

MOST_NODES = 100
MOST_BYTES = 200_000


async def start(session: AsyncSession, actor: Actor, payload: ConversationNew) -> ConversationShown:
    """Begin a conversation and, unless it is to be the playbook's, hold one flow of the plan for it.

    Raise what ``reserve`` raises.
    """
    actor.must(Permission.EDIT_FLOWS)
    conversation_id, moment = new_id(), now()
    leave = await reserve(
        session,
        actor,
        Task.SCAFFOLD,
        conversation_id=conversation_id,
        counts="flow",
        calls=0,
        source=payload.source,
    )
    row = AIConversation(
        account_id=actor.account_id,
        id=conversation_id,
        user_id=actor.user_id,
        status=FOUNDATION,
        messages=[],
        question_rounds=0,
        row_version=1,
        created_at=moment,
        expires_at=moment + LIFETIME,
    )
    session.add(row)
    foundation = FoundationState(**payload.model_dump(exclude={"source"}))
    await keep(session, row, WizardState(foundation=foundation), {"task": "start", "source": leave.source})
    return await shown(session, actor, row)


async def read(session: AsyncSession, actor: Actor, conversation_id: UUID) -> ConversationShown:
    """Return a conversation; raise ``NoSuchConversation``."""
    return await shown(session, actor, await found(session, actor, conversation_id))


async def listed(session: AsyncSession, actor: Actor, after: str | None, limit: int) -> Page[ConversationLine]:
    """Return a page of the actor's conversations, the newest first."""
    actor.must(Permission.EDIT_FLOWS)
    rows = await queries.page(session, actor, after, limit)
    items, following = page_of(rows, limit, lambda row: (row.created_at.isoformat(), row.id), line)
    return Page(items=items, next=following)


async def remove(session: AsyncSession, actor: Actor, conversation_id: UUID) -> None:
    """Remove a conversation; its flow is given back if nothing was paid. Raise ``NoSuchConversation``."""
    row = await found(session, actor, conversation_id, lock=True)
    await session.delete(row)
    await session.flush()
    live.announce(session, live.Topic.FLOW_BUILDS, conversation_id, user_id=actor.user_id)
    await release(session, actor.account_id, conversation_id=conversation_id)


async def change(
    session: AsyncSession, actor: Actor, conversation_id: UUID, payload: ConversationChange, version: int
) -> ConversationShown:
    """Change foundation, question, or the list of branches.

    Raise what ``opened`` raises, ``ConversationChanged`` or ``BadBranchList``.
    """
    row, state = await opened(session, actor, conversation_id)
    if row.row_version != version:
        raise ConversationChanged(version=row.row_version)
    changes = payload.model_dump(exclude_unset=True, exclude={"branches", "question"})
    state.foundation = state.foundation.model_copy(update=changes)
    if "question" in payload.model_fields_set and payload.question != state.question:
        state.question, state.question_by = payload.question, "person"
    if "branches" in payload.model_fields_set:
        _put_branches(state, payload.branches)
    row.row_version += 1
    await keep(session, row, state)
    return await shown(session, actor, row)


def _put_branches(state: WizardState, branches: list[BranchGiven]) -> None:
    given = [Given(one.id, one.title, one.description, one.chosen) for one in branches]
    problem = list_problem(given, [branch.id for branch in state.branches])
    if problem is not None:
        raise BadBranchList(f"Nothing was saved. {problem}")
    put_list(state, given)


async def change_branch(
    session: AsyncSession, actor: Actor, conversation_id: UUID, branch_id: str, payload: BranchChange, version: int
) -> ConversationShown:
    """Change one branch by hand; what is being made for it is left out when its steps were edited meanwhile.

    Raise what ``opened`` raises, ``NoSuchBranch``, ``BranchChanged``, ``BadBranchList`` or ``BranchTooLarge``.
    """
    row, state = await opened(session, actor, conversation_id)
    branch = branch_of(state, branch_id)
    if branch.version != version:
        raise BranchChanged(version=branch.version)
    changes = payload.model_dump(exclude_unset=True, exclude={"tree"})
    if changes:
        _put_branches(state, [_given(one, changes if one.id == branch_id else {}) for one in state.branches])
    if "tree" in payload.model_fields_set:
        put_tree(branch, _small_enough(payload.tree))
    await keep(session, row, state)
    return await shown(session, actor, row)


def _given(branch: BranchState, changes: dict[str, object]) -> BranchGiven:
    now_there = {"id": branch.id, "title": branch.title, "description": branch.description, "chosen": branch.chosen}
    return BranchGiven.model_validate(now_there | changes)


def _small_enough(tree: Tree | None) -> Tree | None:
    if tree is not None and (len(tree.nodes) > MOST_NODES or len(tree.to_json().encode()) > MOST_BYTES):
        raise BranchTooLarge
    return tree


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Remove a person's conversations; the flows that came of them stay the account's."""
    own = (AIConversation.account_id == account_id, AIConversation.user_id == user_id)
    await session.execute(delete(AIConversation).where(*own))
