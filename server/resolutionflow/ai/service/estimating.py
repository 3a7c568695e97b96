"""What building a flow will take, before anything is asked for."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor, RoleDoesNotAllow
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai import queries
from resolutionflow.ai.estimates import Estimate, Priced, estimated
from resolutionflow.ai.port import Source, Task
from resolutionflow.ai.schemas import AiEstimateShown, AiTakesShown
from resolutionflow.ai.service.making import has_model, label_of, model_of, playbook_on
from resolutionflow.ai.service.values import OFF_LABEL, PLAYBOOK_LABEL
from resolutionflow.ai.service.warming import warm


async def show_estimate(session: AsyncSession, actor: Actor, branches: int) -> AiEstimateShown:
    """Return what a flow of so many branches will take; begin to load what calls models, for it is asked for next."""
    if not (actor.may(Permission.DO_L1_WORK) or actor.may(Permission.EDIT_FLOWS)):
        raise RoleDoesNotAllow
    row = (await queries.standing(session, actor.account_id)).settings
    if row is None or not has_model(row):
        on = playbook_on(row)
        return _shown("playbook" if on else "off", PLAYBOOK_LABEL if on else OFF_LABEL, *[Estimate()] * 3)
    priced = Priced(row.provider or "", model_of(row), row.base_url)
    found = await asyncio.to_thread(_all, priced, branches)
    warm()
    return _shown("model", label_of(row), *found)


def _all(model: Priced, branches: int) -> list[Estimate]:
    """Return the estimate of a scaffold, of one branch and of all, in a thread: the price list takes a second once."""
    return [
        estimated(model, Task.SCAFFOLD, 1),
        estimated(model, Task.BRANCH, 1),
        estimated(model, Task.BRANCH, branches),
    ]


def _shown(
    source: Source | str, label: str, scaffold: Estimate, branch: Estimate, branches: Estimate
) -> AiEstimateShown:
    parts = {"scaffold": scaffold, "branch": branch, "branches": branches, "flow": scaffold + branches}
    takes = {name: AiTakesShown.model_validate(part, from_attributes=True) for name, part in parts.items()}
    return AiEstimateShown.model_validate({"source": source, "label": label, **takes})
