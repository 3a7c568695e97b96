"""HTTP routes of the use of models, all under ``/api/v1``."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from resolutionflow.accounts.caller import Caller, credential, resolve, signed_in
from resolutionflow.ai.refusals import REFUSALS, AiSettingsChanged, NoModelSet, ProviderIncomplete
from resolutionflow.ai.schemas import (
    AiCallShown,
    AiEstimateShown,
    AiQuotaShown,
    AiSettingsChange,
    AiSettingsShown,
    AiTestShown,
    AiUsageShown,
)
from resolutionflow.ai.service import asking, estimating, looking, settings, settling, trying
from resolutionflow.kit.errors import PreconditionMissing
from resolutionflow.kit.paging import MAX_LIMIT, BadCursor, Page
from resolutionflow.platform.http import IfMatch, Session, etag

router = APIRouter(tags=["ai"])
routers = [router]

After = Annotated[str | None, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
MOST_BRANCHES = 20
"""As many as the wizard's list takes."""


@router.get("/account/ai-settings", responses=signed_in())
async def read_ai_settings(session: Session, actor: Caller, response: Response) -> AiSettingsShown:
    """Show which model is used and what may leave; the key is never shown."""
    shown = await settings.show_settings(session, actor)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.patch("/account/ai-settings", responses=signed_in(AiSettingsChanged, PreconditionMissing, ProviderIncomplete))
async def change_ai_settings(
    session: Session, actor: Caller, payload: AiSettingsChange, version: IfMatch, response: Response
) -> AiSettingsShown:
    """Choose a model, give its key, or switch the playbook on or off."""
    shown = await settings.change_settings(session, actor, payload, version)
    response.headers["ETag"] = etag(shown.version)
    return shown


@router.post("/account/ai-settings/test", responses=signed_in(NoModelSet, *REFUSALS))
async def test_ai_settings(request: Request) -> AiTestShown:
    """Make one tiny call to the model that is set, which is paid and counted, and say how it went."""
    database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, credential(request))
        reservation = await trying.begin_test(session, actor)
    answer, model = await asking.probe(database, reservation)
    async with database.transaction(actor.account_id) as session:
        await settling.settle(session, reservation, [answer])
    return trying.outcome(answer, model)


@router.get("/ai/quota", responses=signed_in())
async def read_ai_quota(session: Session, actor: Caller) -> AiQuotaShown:
    """Show who makes things now, and what is left of the plan in this period."""
    return await looking.show_quota(session, actor)


@router.get("/ai/estimate", responses=signed_in())
async def read_ai_estimate(
    session: Session, actor: Caller, branches: Annotated[int, Query(ge=0, le=MOST_BRANCHES)] = 6
) -> AiEstimateShown:
    """Show what building a flow of so many branches will take, before anything is paid."""
    return await estimating.show_estimate(session, actor, branches)


@router.get("/ai/usage", responses=signed_in())
async def read_ai_usage(session: Session, actor: Caller) -> AiUsageShown:
    """Show what each task used today and in this period."""
    return await looking.show_usage(session, actor)


@router.get("/ai/usage/calls", responses=signed_in(BadCursor))
async def list_ai_calls(
    session: Session, actor: Caller, failed: bool = False, after: After = None, limit: Limit = 50
) -> Page[AiCallShown]:
    """List the calls to providers, the newest first, or the failed ones alone."""
    return await looking.list_calls(session, actor, failed, after, limit)
