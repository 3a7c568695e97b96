"""What a technician is told when the next step could not be made."""

from resolutionflow.ai.port import Failure

QUOTA_SPENT, TOO_MANY, SWITCHED_OFF, WALK_LIMIT, LOST, NOT_MADE, PLAYBOOK_FAILED, REPEATED, SAID_WRONG = (
    "quota_spent",
    "too_many_at_once",
    "switched_off",
    "walk_limit",
    "lost",
    "not_made",
    "playbook_failed",
    "repeated",
    "said_wrong",
)
"""Kinds of failure that are ours and not the model's. With the last two a step is there."""

HAPPENED: dict[str, str] = {
    Failure.OVERLOADED: "The model's provider has too much to do just now",
    Failure.RATE_LIMITED: "The model's provider says that too many calls came from here",
    Failure.TIMEOUT: "The model did not answer in time",
    Failure.REFUSED: "The model declined to answer, which happens with ordinary security problems too",
    Failure.TRUNCATED: "The model's answer was cut off",
    Failure.INVALID_OUTPUT: "What the model made did not pass the checks for first-line steps",
    Failure.BUDGET: "The credit at the model's provider is used up",
    Failure.UNAVAILABLE: "The model can't be reached, or broke off or answered with an error",
    Failure.MISCONFIGURED: "The provider does not take the key or does not know the model, which an admin can mend",
    Failure.NO_PLAYBOOK: "The built-in playbook has no step for this problem",
    QUOTA_SPENT: "What your plan allows for AI in this period is used up",
    TOO_MANY: "Your account has as many calls to the model under way as it may have",
    SWITCHED_OFF: "Neither a model nor the built-in playbook is switched on any more",
    WALK_LIMIT: "A model has made as many steps for this walk as one walk may have",
    LOST: "The server stopped while the step was being made",
    NOT_MADE: "The server could not finish making the step",
}
NOT_BY_TRYING = frozenset((Failure.BUDGET, Failure.MISCONFIGURED))
"""What asking the model again does not mend; it may still be tried, once somebody has mended it."""
KEPT = "your path and notes are kept"


def told(code: str, *, again: bool, playbook: bool) -> str:
    """Return one sentence: what happened, that nothing is lost, what to do."""
    if code == REPEATED:
        return "The model repeated a step that was given already, so the built-in playbook goes on from here."
    if code == SAID_WRONG:
        way = "Get another step, go back, or escalate" if again else "Go back, write notes, or escalate"
        return f"This step was reported as wrong and is not given again in this walk. {way}."
    if code == PLAYBOOK_FAILED:
        way = "try again, write notes, or escalate" if again else "write notes, or escalate"
        return f"The playbook could not make a step. Nothing is lost: {way}."
    ways = ["try again"] if again and code not in NOT_BY_TRYING else []
    ways += ["go on with the built-in playbook"] if playbook else []
    ways += ["escalate, or work on with notes alone"] if not ways else ["escalate"]
    happened = HAPPENED.get(code, HAPPENED[NOT_MADE])
    return f"{happened}; {KEPT}: {_either(ways)}."


def _either(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])} or {ways[-1]}"
