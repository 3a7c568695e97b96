"""Matching a problem over HTTP."""

from fastapi import APIRouter

from resolutionflow.accounts.caller import Caller, signed_in
from resolutionflow.flows.matching import service
from resolutionflow.flows.matching.schemas import MatchAnswer, MatchAsked
from resolutionflow.platform.http import Session

router = APIRouter(prefix="/flows", tags=["flows"])


@router.post("/match", responses=signed_in())
async def match_problem(session: Session, actor: Caller, payload: MatchAsked) -> MatchAnswer:
    """Say which flows fit a problem, best first; nothing is saved or started."""
    found = await service.match(session, actor, payload.problem_text, limit=payload.limit)
    answer = MatchAnswer.model_validate(found)
    answer.waiting_for_vectors = await service.waiting_for_vectors(session, actor)
    return answer
