"""The state of one run of the wizard, as it is kept: foundation, question, branches, what is being made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from resolutionflow.ai.port import Source
from resolutionflow.flows.tree import MAX_OPTIONS, MadeBy, Tree

Status = Literal["foundation", "scaffolding", "detailing", "reviewing", "completed", "expired"]
Audience = Literal["l1", "engineer"]
RunState = Literal["running", "done", "cancelled", "stopped"]

MOST_BRANCHES = 20
MOST_CHOSEN = MAX_OPTIONS
"""The first question of a flow has an answer for each chosen branch."""


class Making(BaseModel):
    """Leave to make something: who holds ``claim`` keeps what comes, until then nobody else asks.

    ``key``: the ``Idempotency-Key`` of the request that asked.
    """

    claim: str
    until: datetime
    key: str = ""


class FoundationState(BaseModel):
    """Stage 1: what the flow is about."""

    name: str
    category: str = ""
    symptoms: list[str] = []
    environment: str = ""
    audience: Audience = "l1"


class BranchState(BaseModel):
    """Stages 2 and 3 of one branch. ``tree`` is null until it is worked out; ``version`` counts every change."""

    id: str
    title: str
    description: str = ""
    chosen: bool = True
    version: int = 1
    proposed_by: MadeBy = "person"
    tree: Tree | None = None
    detailed_by: MadeBy | None = None
    next_node: int = 1
    remark: str = ""
    failure: str | None = None
    making: Making | None = None


class Run(BaseModel):
    """All branches worked out at once."""

    id: str
    source: Source
    started_at: datetime
    until: datetime
    branch_ids: list[str]
    state: RunState = "running"


class WizardState(BaseModel):
    """Everything that a person gave or had made so far."""

    foundation: FoundationState
    question: str = ""
    question_by: MadeBy = "person"
    branches: list[BranchState] = []
    dropped: list[BranchState] = []
    """Taken out of the list by a person: not proposed again, and as it was when it is put back."""
    next_branch: int = 1
    scaffolded_by: Source | None = None
    failure: str | None = None
    making: Making | None = None
    run: Run | None = None

    def branch(self, branch_id: str) -> BranchState | None:
        """Return the branch of this id."""
        return next((branch for branch in self.branches if branch.id == branch_id), None)

    @property
    def chosen(self) -> list[BranchState]:
        """Return the branches that go into the flow, in order."""
        return [branch for branch in self.branches if branch.chosen]

    def new_branch_id(self) -> str:
        """Return an id that no branch of this conversation ever had."""
        self.next_branch += 1
        return f"b{self.next_branch - 1}"


@dataclass(frozen=True, slots=True)
class Given:
    """A branch as a person has it in their list; a new one has no ``id``."""

    id: str | None
    title: str
    description: str
    chosen: bool


def is_busy(making: Making | None, moment: datetime) -> bool:
    """Say whether somebody makes it just now; a claim past its end may be taken over."""
    return making is not None and moment < making.until


def run_state(run: Run, moment: datetime) -> RunState:
    """Return how a run stands: one whose process died has stopped."""
    return "stopped" if run.state == "running" and moment >= run.until else run.state


def advanced(status: str, state: WizardState) -> str:
    """Return the status after a change: once detail was asked for, ``reviewing`` when every chosen branch has it."""
    if status not in ("detailing", "reviewing"):
        return status
    chosen = state.chosen
    return "reviewing" if chosen and all(branch.tree is not None for branch in chosen) else "detailing"


def same_words(one: str, other: str) -> bool:
    """Say whether two titles are the same to a reader."""
    return _plain(one) == _plain(other)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def list_problem(given: Sequence[Given], known: Iterable[str]) -> str | None:
    """Return what is wrong with a list of branches, in words."""
    ids = [branch.id for branch in given if branch.id is not None]
    titles = [_plain(branch.title) for branch in given]
    if len(set(ids)) < len(ids):
        return "A branch stands in the list twice."
    if set(ids) - set(known):
        return "The list names a branch that this flow does not have. Send a new branch without an id."
    if len(set(titles)) < len(titles):
        return "Two branches have the same title. Give each its own words."
    if sum(branch.chosen for branch in given) > MOST_CHOSEN:
        return f"{MOST_CHOSEN} branches at most go into a flow. Take one out first."
    return None


def put_list(state: WizardState, given: Sequence[Given]) -> None:
    """Make the branches those of ``given``, in its order; what is worked out stays with its branch."""
    there, before = {branch.id: branch for branch in state.branches}, state.branches
    state.branches = [_put(state, there.get(one.id or "") or _dropped(state, one), one) for one in given]
    kept = {branch.id for branch in state.branches}
    gone = [branch for branch in (*state.dropped, *before) if branch.id not in kept]
    state.dropped = gone[-MOST_BRANCHES:]


def _dropped(state: WizardState, given: Given) -> BranchState | None:
    """Return the branch that was taken out and is put back now, by its title: the list knows no id of it any more."""
    return next((one for one in state.dropped if given.id is None and same_words(one.title, given.title)), None)


def _put(state: WizardState, branch: BranchState | None, given: Given) -> BranchState:
    if branch is None:
        made = BranchState(id=state.new_branch_id(), title=given.title, description=given.description)
        made.chosen = given.chosen
        return made
    if (branch.title, branch.description, branch.chosen) != (given.title, given.description, given.chosen):
        branch.title, branch.description, branch.chosen = given.title, given.description, given.chosen
        branch.version += 1
    return branch
