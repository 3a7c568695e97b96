"""Every way flows say no."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, Stale, TooLarge


class NoSuchFlow(NotFound):
    """There is no such flow, or it is not published and your role sees published flows only."""


class NoSuchVersion(NotFound):
    """This flow has no such version."""


class NoSuchImport(NotFound):
    """There is no such import."""


class NoSuchImportedFlow(NotFound):
    """This import has no such flow, or its steps are not kept: only those of a preview are, and for one day."""


class TooManyFlows(TooLarge):
    """More than 5,000 flows at once. Import them in several batches."""


class NoSuchFlowInFiles(Malformed):
    """A correction names a flow that these files do not hold. Look at the preview again."""


class TooMuchCorrected(TooLarge):
    """Flows of more than 3 MB together are corrected. Import them in several batches."""


class NoSuchStarter(NotFound):
    """There is no starter flow of this name."""


class NoSuchPerson(Malformed):
    """The owner you named is not an active person of your account. Choose somebody else."""


class FlowChangedElsewhere(Stale):
    """Somebody changed this flow after you opened it. Reload to see their version; yours was not saved."""


class DraftChangedElsewhere(Stale):
    """Somebody changed this draft after you opened it. Reload theirs, or keep yours; yours was not saved."""


class FlowIsArchived(Conflict):
    """This flow is archived. Take it out of the archive first."""


class DraftIsAllThereIs(Conflict):
    """This flow was never published, so its draft is all there is of it. Archive the flow instead."""


class FlowNotPublished(Conflict):
    """This flow is not published, so it can't be walked. Publish it first."""


class NothingToPublish(Conflict):
    """There is no draft, so nothing has changed since the newest version."""


class FlowHasErrors(Conflict):
    """The draft can't be published yet; `findings` says what to mend in which step."""


class StartNotUsable(Conflict):
    """The flow named in `starts_with` can't be the start of this one. Choose another, or none."""


class TreeTooLarge(TooLarge):
    """The tree is larger than one million bytes. Split it into two flows, or shorten its texts."""
