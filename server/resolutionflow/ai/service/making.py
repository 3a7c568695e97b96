"""Who makes things for an account: a model, the playbook, or nobody."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai import queries
from resolutionflow.ai.models import AIPlan, AISettings
from resolutionflow.ai.port import Failure
from resolutionflow.ai.quota import Count, Limits, Period, Wish, lacking, period_at
from resolutionflow.ai.service.values import PLAYBOOK_LABEL, Counts, Maker, Trouble
from resolutionflow.kit.clock import now
from resolutionflow.platform.settings import settings

LATELY = timedelta(minutes=5)
DOWN_AFTER = 3
"""So many calls in a row that came to nothing, all of them lately, make a provider one that is down."""

_DOWN = {Failure.OVERLOADED, Failure.RATE_LIMITED, Failure.TIMEOUT, Failure.UNAVAILABLE}
_NAMES = {"anthropic": "Anthropic", "openai": "OpenAI-compatible"}


async def maker(session: AsyncSession, account_id: UUID, counts: Counts | None = None) -> Maker | None:
    """Return who makes things for the account, null when neither a model nor the playbook is on.

    With ``counts`` the maker also says when no more of these may be begun in this period.
    """
    found = await queries.standing(session, account_id)
    playbook = playbook_on(found.settings)
    if found.settings is None or not has_model(found.settings):
        return Maker("playbook", None, PLAYBOOK_LABEL) if playbook else None
    period = period_at(now(), found.anchor)
    trouble = await _trouble(session, found.settings, found.plan, period, counts)
    resets_at = period.ends_at if trouble == "quota_spent" else None
    model = model_of(found.settings)
    return Maker("model", model, label_of(found.settings), playbook, trouble, resets_at)


def playbook_on(row: AISettings | None) -> bool:
    """Say whether the built-in playbook is on; in a new account it is."""
    return row is None or row.playbook_on


def has_model(row: AISettings | None) -> bool:
    """Say whether a model can be called: a key is there, or the address of a server that asks for none."""
    if row is None or row.provider is None:
        return False
    return row.api_key is not None or (row.provider == "openai" and row.base_url is not None)


def model_of(row: AISettings) -> str:
    """Return the id of the model that is called."""
    return row.model or settings().ai_model


def label_of(row: AISettings) -> str:
    """Return who makes things, in the words that people see."""
    return f"{_NAMES[row.provider or 'anthropic']} {model_of(row)}"


def limits_of(plan: AIPlan) -> Limits:
    """Return what a plan allows."""
    return Limits(plan.wizard_flows, plan.calls_per_flow, plan.ai_build_walks, plan.chat_turns, plan.dollars)


async def _trouble(
    session: AsyncSession, own: AISettings, plan: AIPlan, period: Period, counts: Counts | None
) -> Trouble | None:
    row = await queries.period_row(session, own.account_id, period.starts_at)
    wish = Wish(0, flows=int(counts == "flow"), walks=int(counts == "walk"))
    used = Count(row.flows, row.walks, row.turns, row.cost) if row else Count()
    if lacking(limits_of(plan), used, wish):
        return "quota_spent"
    since = max(now() - LATELY, own.updated_at)  # what another key or model met says nothing of this one
    errors = await queries.latest_errors(session, own.account_id, since, DOWN_AFTER)
    if errors and errors[0] == Failure.MISCONFIGURED:
        return "misconfigured"
    return "provider_down" if len(errors) == DOWN_AFTER and all(error in _DOWN for error in errors) else None
