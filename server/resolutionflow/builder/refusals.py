"""Every way the flow builder says no."""

from resolutionflow.ai.port import Answer, Failure
from resolutionflow.kit.errors import Conflict, Gone, Malformed, NotFound, Refusal, Stale, TooLarge


class NoSuchConversation(NotFound):
    """There is no such conversation of the flow builder, or it is not yours."""


class NoSuchBranch(NotFound):
    """This flow has no such branch any more."""


class ConversationCompleted(Conflict):
    """This conversation is completed: its flow is in the library. Change the flow there, or begin another."""


class ConversationExpired(Gone):
    """This conversation is over 24 hours old. What is worked out can still be saved as a draft for 7 days."""


class ConversationChanged(Stale):
    """This changed after you opened it, perhaps in another tab. Reload it; what you sent was not saved."""


class BranchChanged(Stale):
    """This branch changed after you opened it. Reload it; what you sent was not saved, and nothing was paid."""


class BeingMade(Conflict):
    """This is being made just now, so it was not asked for again. It shows here as soon as it is there."""


class NothingToDetail(Conflict):
    """Every branch that goes into the flow is worked out, or there is none yet. Propose or add branches first."""


class BranchesNotReady(Conflict):
    """Some branches that go into the flow are not worked out yet. Do that, or leave them out."""


class TreeNotReady(Conflict):
    """The flow can't be saved yet; `findings` says what to mend in which step."""


class BadBranchList(Malformed):
    """The list of branches does not fit what is there."""


class BranchTooLarge(TooLarge):
    """This branch is too large: 100 nodes and 200,000 bytes are the most. Split it into two branches."""


class MadeTooLate(Conflict):
    """What was made came after you changed or removed this yourself, so yours was kept and it was left out."""


class NoPlaybookMatches(Conflict):
    """The built-in playbook knows nothing on this. Add branches and steps by hand, or ask a model. Nothing was lost."""


class ModelFailed(Refusal):
    """The model made nothing that can be used. Nothing was lost; try again, or go on with the built-in playbook."""

    status, title = 502, "The model made nothing"


WORDS: dict[Failure, str] = {
    Failure.OVERLOADED: "The provider has too much to do just now.",
    Failure.RATE_LIMITED: "The provider says that too many calls came from here.",
    Failure.TIMEOUT: "No answer came in time.",
    Failure.REFUSED: "The model declined to answer this. That happens with ordinary security problems too.",
    Failure.TRUNCATED: "The answer was cut off.",
    Failure.INVALID_OUTPUT: "What the model made did not pass the checks, twice.",
    Failure.BUDGET: "The provider says that the credit there is used up.",
    Failure.UNAVAILABLE: "The provider can't be reached, or broke off or answered with an error.",
    Failure.MISCONFIGURED: "The provider does not take the key or does not know the model. An admin can check both.",
}
_NEXT = "Nothing was lost. Try again, or go on with the built-in playbook."
_NEXT_ALONE = "Nothing was lost. Try again, or go on by hand."


def failed(answer: Answer, *, playbook_too: bool) -> Refusal:
    """Return how a call that made nothing is told; ``playbook_too``: the playbook may be asked instead."""
    if answer.source == "playbook":
        return NoPlaybookMatches(failure=str(answer.failure))
    failure = answer.failure or Failure.UNAVAILABLE
    costs = [call.cost or 0.0 for call in answer.calls]
    return ModelFailed(
        f"{WORDS.get(failure, WORDS[Failure.UNAVAILABLE])} {_NEXT if playbook_too else _NEXT_ALONE}",
        failure=str(failure),
        calls=len(answer.calls),
        cost=sum(costs),
        playbook_too=playbook_too,
    )
