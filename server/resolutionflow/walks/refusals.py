"""How walks say no."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, Stale, TooLarge


class WalkNotFound(NotFound):
    """There is no such walk, or it is not one of yours."""


class ProposalNotFound(NotFound):
    """There is no such proposal in your account."""


class ProposalNotWalkable(Conflict):
    """This proposal can't be walked: it is no longer pending, or its steps were not found safe for first-line work."""


class RecipientNotFound(NotFound):
    """One of the recipients is not a person of your account."""


class WalkNotActive(Conflict):
    """This walk is not active any more."""


class WalkNotEnded(Conflict):
    """This walk is active; there is nothing to reopen."""


class TakesNotesOnly(Conflict):
    """This walk takes notes only: it follows no flow, so there is no step to answer."""


class StepAnsweredBefore(Conflict):
    """This step was answered before, perhaps in another tab. Reload to see where the walk stands."""


class WalkMovedOn(Stale):
    """The walk moved on after you opened it. Reload to see where it stands; your answer was not recorded."""


class AnswerNotOnNode(Malformed):
    """The answer is not one of those that this step offers."""


class NoAnswersHere(Conflict):
    """This step is an end of the flow: it offers no answers. Resolve or escalate."""


class ReplyTooLarge(TooLarge):
    """The text is larger than 200 KB. Paste the part that matters."""


class NothingToUndo(Conflict):
    """There is nothing to undo: ``to_step`` is not less than the number of answered steps."""


class NotesTooLarge(TooLarge):
    """The notes are too large."""


class NotesChanged(Stale):
    """The notes were saved from elsewhere meanwhile; ``walk_notes`` and ``notes_version`` hold what is there now."""


class FollowsThisFlow(Conflict):
    """This walk follows this flow already. Go back to its first step, or choose another flow."""


class TooManySwitches(Conflict):
    """This walk went on with another flow too many times. Escalate it, or end it and start anew."""


class StepNotWalked(NotFound):
    """This walk did not come to this step, or it is a step of a proposal, which is reviewed anyway."""


class NotEscalated(Conflict):
    """This walk is not waiting to be taken over."""


class TakenAlready(Conflict):
    """Somebody else has taken this walk."""
