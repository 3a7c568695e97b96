"""How overlays say no."""

from resolutionflow.kit.errors import Conflict, NotFound, Stale


class NoSuchOverlay(NotFound):
    """This client has no version of this flow."""


class NoSuchOverlayVersion(NotFound):
    """There is no such version of what is changed for this client."""


class OverlayChanged(Stale):
    """Somebody changed this client's version after you opened it. Reload to see theirs; yours was not saved."""


class OverlayHasErrors(Conflict):
    """These changes don't make a flow that can be walked; `findings` says what to mend in which step."""
