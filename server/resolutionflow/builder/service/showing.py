"""A conversation as the person sees it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.ai.service import counted, spent_on
from resolutionflow.ai.service.looking import show_quota
from resolutionflow.builder.engine.state import BranchState, Run, WizardState, is_busy, run_state
from resolutionflow.builder.models import EXPIRED, AIConversation
from resolutionflow.builder.schemas import (
    BranchShown,
    ConversationLine,
    ConversationShown,
    FoundationShown,
    RunShown,
    SpentShown,
)
from resolutionflow.builder.service.rows import SAVEABLE, is_expired, state_of
from resolutionflow.flows.validator import check_tree
from resolutionflow.kit.clock import now


async def shown(session: AsyncSession, actor: Actor, row: AIConversation) -> ConversationShown:
    """Return the whole conversation with what it cost and what is left of the plan."""
    moment, state = now(), state_of(row)
    expired = is_expired(row, moment)
    return ConversationShown.model_validate(
        {
            "id": row.id,
            "status": EXPIRED if expired else row.status,
            "version": row.row_version,
            "foundation": FoundationShown.model_validate(state.foundation.model_dump()),
            "question": state.question,
            "question_by": state.question_by,
            "branches": [_branch(branch, moment) for branch in state.branches],
            "making": is_busy(state.making, moment),
            "failure": state.failure,
            "run": _run(state, state.run, moment) if state.run else None,
            "source": _last_source(row),
            "question_rounds": row.question_rounds,
            "spent": await spent(session, row),
            "counts": await counted(session, row.account_id, conversation_id=row.id),
            "quota": await show_quota(session, actor),
            "flow_id": row.flow_id,
            "expires_at": row.expires_at,
            "saveable_until": row.expires_at + SAVEABLE if expired else None,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
    )


async def spent(session: AsyncSession, row: AIConversation) -> SpentShown:
    """Return what the conversation was paid so far."""
    paid = await spent_on(session, row.account_id, conversation_id=row.id)
    return SpentShown(
        calls=paid.calls,
        counted=paid.charged,
        cost=paid.cost,
        unpriced=paid.unpriced,
        tokens=paid.input_tokens + paid.output_tokens,
    )


def _branch(branch: BranchState, moment: datetime) -> BranchShown:
    names = BranchShown.model_fields.keys() & BranchState.model_fields.keys() - {"making"}
    fields = {name: getattr(branch, name) for name in names}
    findings = check_tree(branch.tree) if branch.tree is not None else []
    return BranchShown(**fields, making=is_busy(branch.making, moment), findings=findings)


def _run(state: WizardState, run: Run, moment: datetime) -> RunShown:
    branches = [branch for branch in state.branches if branch.id in run.branch_ids]
    return RunShown(
        state=run_state(run, moment),
        source=run.source,
        started_at=run.started_at,
        total=len(run.branch_ids),
        done=sum(branch.tree is not None for branch in branches),
        failed=sum(branch.tree is None and branch.failure is not None for branch in branches),
    )


def _last_source(row: AIConversation) -> str | None:
    return next((one["source"] for one in reversed(row.messages) if one.get("source")), None)


def line(row: AIConversation) -> ConversationLine:
    """Return the conversation as a line of the list."""
    state = state_of(row)
    return ConversationLine.model_validate(
        {
            "id": row.id,
            "status": EXPIRED if is_expired(row, now()) else row.status,
            "name": state.foundation.name,
            "category": state.foundation.category,
            "branches": len(state.branches),
            "flow_id": row.flow_id,
            "expires_at": row.expires_at,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }
    )
