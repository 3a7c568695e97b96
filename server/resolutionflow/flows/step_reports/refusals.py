"""How reports of wrong steps say no."""

from resolutionflow.kit.errors import NotFound


class NoSuchStepReport(NotFound):
    """There is no such report on this flow, or on steps that were made for this walk."""
