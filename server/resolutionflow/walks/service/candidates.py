"""Flows that may fit a problem, as they are shown and kept."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.matching import service as matching
from resolutionflow.walks.schemas.intake import Candidate, Intake


async def rejected(session: AsyncSession, actor: Actor, payload: Intake) -> dict[str, Any]:
    """Return the suggestions that the technician turned down, as columns of the walk."""
    if not payload.none_fit:
        return {}
    found = await matching.match(session, actor, payload.problem_text)
    turned_down = offered(found) or hardly(found) or nearest(found)
    return {"rejected_candidates": [shown.model_dump(mode="json") for shown in turned_down]}


def offered(found: matching.MatchResult) -> list[Candidate]:
    """Return the flows that are good enough to be offered; proposals are offered once they can be walked."""
    return [candidate(each) for each in found.suggestions if each.flow_id is not None]


def hardly(found: matching.MatchResult) -> list[Candidate]:
    """Return the flows that are shown before steps are made, for none is good enough to be offered otherwise."""
    return [candidate(each) for each in found.hardly]


def nearest(found: matching.MatchResult) -> list[Candidate]:
    """Return the flows that are named where nothing fits and no steps are made."""
    return [candidate(each) for each in found.nearest]


def candidate(found: matching.Candidate) -> Candidate:
    """Return a candidate as it is shown."""
    return Candidate(
        flow_id=found.flow_id,
        flow_proposal_id=found.flow_proposal_id,
        title=found.title,
        category=found.category,
        score=min(max(found.score, 0.0), 1.0),
        matched_words=found.matched_words,
    )
