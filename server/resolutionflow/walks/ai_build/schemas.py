"""What a page shows of a walk whose steps are made as they are walked."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from resolutionflow.accounts.schemas.fields import Payload

Source = Literal["model", "playbook"]


class StepTrouble(BaseModel):
    """Why the next step is not there. ``code``: a kind of failure of the model, or of ours (``words``).

    Two of them go with a step that is there: ``repeated`` (the model gave what was given already, and the playbook
    took over) and ``said_wrong`` (the step was reported as wrong, so that another may be asked for in its place).
    """

    code: str
    detail: Annotated[str, Field(description="One sentence for the technician: what happened and what to do.")]


class Making(BaseModel):
    """How the walk's next step comes about.

    ``ready``: it is there (or the walk's end). ``making``: somebody has it made, ask again in a moment. ``stuck``: it
    could not be made; ``trouble`` says why and the walk stands as it is. ``ended``: the walk is not active.
    ``source`` and ``label`` say who made the step, or was asked last. ``cost`` is what the walk's calls were paid so
    far in dollars, null when the price of the model is not known. ``sends``: what a model gets to read of the walk:
    ``all`` (problem, answers, their notes), ``answers`` (problem and notes stay here) or ``nothing``.
    """

    state: Literal["ready", "making", "stuck", "ended"]
    source: Source
    label: str
    trouble: StepTrouble | None
    playbook_may_go_on: bool
    may_try_again: bool
    resets_at: datetime | None
    answers_left: Annotated[int, Field(description="Answers until the walk is to be escalated.")]
    cost: float | None
    calls: int
    sends: Literal["all", "answers", "nothing"]


class NextNode(Payload):
    """Who is to make the next step; left out, the model if there is one, else the built-in playbook."""

    source: Source | None = None
