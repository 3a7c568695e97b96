"""How reports of wrong steps say no."""

from resolutionflow.kit.errors import NotFound


class NoSuchStepReport(NotFound):
    """There is no such report on this flow."""
