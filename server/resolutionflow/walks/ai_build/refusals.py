"""How walks say no whose steps are made as they are walked."""

from resolutionflow.kit.errors import Conflict, Refusal


class StepsNotMade(Conflict):
    """The steps of this walk are not made as you walk: it follows a flow, or takes notes only."""


class NextStepNotThere(Conflict):
    """The next step is not there yet, so there is nothing to answer. It shows here as soon as it is made."""


class MostStepsMade(Conflict):
    """A model has made as many steps for this walk as one walk may have. Go on with the playbook, or escalate."""


class NoPlaybookStep(Conflict):
    """The built-in playbook has no step for this problem. Nothing was lost; try the model again, or escalate."""


class StepNotMade(Refusal):
    """The model made no step that can be used. Everything is kept; try again, or go on with the built-in playbook."""

    status, title = 502, "The model made nothing"
