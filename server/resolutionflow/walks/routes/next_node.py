"""Having the next step made, in a walk whose steps are made as one walks."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from resolutionflow.accounts.caller import Body, Credential, creates, once, resolve
from resolutionflow.ai.refusals import REFUSALS
from resolutionflow.kit.errors import Refusal
from resolutionflow.platform.db import Database
from resolutionflow.walks import refusals
from resolutionflow.walks.ai_build import going_on
from resolutionflow.walks.ai_build.claims import Begun
from resolutionflow.walks.ai_build.refusals import MostStepsMade, NoPlaybookStep, StepNotMade, StepsNotMade
from resolutionflow.walks.ai_build.schemas import NextNode
from resolutionflow.walks.schemas.shown import Walk

router = APIRouter(prefix="/l1/sessions", tags=["walks"])

Key = Annotated[str | None, Header(alias="Idempotency-Key")]


@router.post(
    "/{walk_id}/next-node",
    response_model=Walk,
    responses=creates(
        refusals.WalkNotFound,
        refusals.WalkNotActive,
        StepsNotMade,
        MostStepsMade,
        NoPlaybookStep,
        StepNotMade,
        *REFUSALS,
    ),
)
async def make_next_node(
    request: Request, token: Credential, walk_id: UUID, *, body: Body, payload: NextNode | None = None, key: Key = None
) -> Response:
    """Have the awaited step made when it is not there: try again, or go on with the built-in playbook.

    What is there already is never paid again; while somebody else has it made, the walk says so. What was answered
    is kept in any case.
    """
    database: Database = request.app.state.database
    async with database.transaction() as session:
        actor = await resolve(session, token)
        use = await once(request, session, actor, key)
        if (reply := await use.stored_reply(body)) is not None:
            return reply
        outcome = await going_on.next_node(session, actor, walk_id, payload or NextNode())
        if not isinstance(outcome, Begun):
            return await use.seen(body) or await use.keep(outcome)
    made = await going_on.went_on(database, outcome)
    if isinstance(made, Refusal):
        raise made
    async with database.transaction(actor.account_id) as session:
        use = await once(request, session, actor, key)
        return await use.seen(body) or await use.keep(made)
