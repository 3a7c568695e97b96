"""What features get from the service: plain values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from resolutionflow.ai.port import Source, Task, Used

Counts = Literal["flow", "walk", "node"]
"""``flow``: one wizard flow (by its conversation). ``walk`` and ``node``: one AI-led walk (by its walk). Each counts
once for its conversation or walk, however often it is asked for, and not at all if no call was paid."""

Trouble = Literal["provider_down", "misconfigured", "quota_spent"]
"""Why the model is better not asked now; the playbook may be offered instead."""

PLAYBOOK_LABEL = "Built-in playbook, no AI"
OFF_LABEL = "No AI and no playbook"


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes things for an account now. ``label`` is shown beside what is made.

    ``trouble`` says why the model may not answer; ``playbook_too``: the playbook is on and may be offered in its place.
    """

    source: Source
    model: str | None
    label: str
    playbook_too: bool = False
    trouble: Trouble | None = None
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """Leave to ask, ``calls`` times. That of the playbook has no ``id``, and nothing is written for it.

    ``paid`` fills with every provider call as it ends, those of what was cancelled too, until they are settled.
    """

    account_id: UUID
    source: Source
    task: Task
    calls: int
    id: UUID | None = None
    paid: list[Used] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Spent:
    """What was paid: ``cost`` in dollars over the calls whose price is known; ``unpriced`` calls have none.

    ``charged`` calls are those that a provider took something for.
    """

    calls: int = 0
    charged: int = 0
    cost: float = 0.0
    unpriced: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
