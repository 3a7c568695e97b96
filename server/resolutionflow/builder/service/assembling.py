"""The last stage: one tree out of the branches, judged by the one validator, saved as a draft flow."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.service import release
from resolutionflow.builder.engine.assembly import assembled, described
from resolutionflow.builder.engine.state import BranchState, WizardState, is_busy
from resolutionflow.builder.models import COMPLETED, AIConversation
from resolutionflow.builder.refusals import (
    BeingMade,
    BranchesNotReady,
    ConversationChanged,
    ConversationCompleted,
    NothingToDetail,
    TreeNotReady,
)
from resolutionflow.builder.schemas import Assembled
from resolutionflow.builder.service.rows import found, is_expired, keep, state_of
from resolutionflow.builder.service.showing import spent
from resolutionflow.flows import service as flows
from resolutionflow.flows.schemas import FlowNew
from resolutionflow.flows.tree import Tree
from resolutionflow.flows.validator import Finding, check_tree, has_errors
from resolutionflow.kit.clock import now
from resolutionflow.platform import live


async def assemble(session: AsyncSession, actor: Actor, conversation_id: UUID, version: int | None) -> Assembled:
    """Save the flow as a draft and complete the conversation; an expired one without what it lacks.

    Raise ``NoSuchConversation``, ``ConversationCompleted``, ``ConversationChanged``, ``BeingMade``,
    ``BranchesNotReady``, ``NothingToDetail`` or ``TreeNotReady``.
    """
    row = await found(session, actor, conversation_id, lock=True)
    if row.status == COMPLETED:
        raise ConversationCompleted(flow_id=str(row.flow_id) if row.flow_id else None)
    if version is not None and row.row_version != version:
        raise ConversationChanged(version=row.row_version)
    state, expired = state_of(row), is_expired(row, now())
    branches = _ready(state, expired)
    tree = assembled(state, branches)
    findings = check_tree(tree)
    if has_errors(findings) and not expired:
        raise TreeNotReady(findings=[one.model_dump() for one in findings])
    return await _save(session, actor, row, state, tree, findings)


def _ready(state: WizardState, expired: bool) -> list[BranchState]:
    """Return the branches that go into the flow."""
    moment, chosen = now(), state.chosen
    if any(is_busy(branch.making, moment) for branch in chosen):
        raise BeingMade
    worked_out = [branch for branch in chosen if branch.tree is not None]
    if not expired and len(worked_out) < len(chosen):
        raise BranchesNotReady(branches=[branch.id for branch in chosen if branch.tree is None])
    if not worked_out:
        raise NothingToDetail("No branch is worked out, so there is nothing to save.")
    return worked_out


async def _save(
    session: AsyncSession, actor: Actor, row: AIConversation, state: WizardState, tree: Tree, findings: list[Finding]
) -> Assembled:
    new = FlowNew.model_construct(
        title=state.foundation.name,
        description=described(state),
        category=state.foundation.category or None,
        tags=[],
        owner_user_id=None,
        tree=tree,
    )
    flow = await flows.create(session, actor, new, source_conversation_id=row.id)
    audit.record(session, actor, "flow.build", "flow", flow.id, title=flow.title, conversation_id=str(row.id))
    row.status, row.flow_id, row.generated_tree = (
        COMPLETED,
        flow.id,
        tree.model_dump(mode="json", exclude_defaults=True),
    )
    await keep(session, row, state)
    await release(session, actor.account_id, conversation_id=row.id)
    live.announce(session, live.Topic.FLOWS, flow.id)
    return Assembled(
        conversation_id=row.id,
        flow=flow,
        findings=findings,
        left_out=[branch.title for branch in state.chosen if branch.tree is None],
        spent=await spent(session, row),
    )
