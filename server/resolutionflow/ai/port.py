"""What features ask of a model or of the playbook, and what they get: plain data, known to both sides.

Refs join the nodes of one draft; ids are given by the feature that keeps them. Text in here is untrusted: it goes to a
model only as JSON, and what comes back is judged by the caller's ``check`` before it is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Source = Literal["model", "playbook"]
NodeType = Literal["question", "action", "resolution", "escalation"]


class Task(StrEnum):
    """What is asked for; usage is counted by it. ``AHEAD`` are next steps made before anybody asked for them."""

    SCAFFOLD = "scaffold"
    BRANCH = "branch_detail"
    NEXT_NODE = "next_node"
    AHEAD = "ahead"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Foundation:
    """What a flow is to be about, as the wizard's first page has it."""

    name: str
    category: str = ""
    symptoms: Sequence[str] = ()
    environment: str = ""
    audience: str = "l1"


@dataclass(frozen=True, slots=True)
class ScaffoldAsked:
    """Propose the top branches of a flow: its likely causes, the likeliest and cheapest to check first.

    ``keep`` are branches that the person has already, ``dropped`` those that they took out; neither is proposed again.
    """

    foundation: Foundation
    keep: Sequence[str] = ()
    dropped: Sequence[str] = ()

    task = Task.SCAFFOLD


@dataclass(frozen=True, slots=True)
class BranchProposed:
    """One branch: a cause in a few words, and how one tells that it is this one."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The first question of the flow, and its branches, 2 to 9."""

    question: str
    branches: Sequence[BranchProposed]


@dataclass(frozen=True, slots=True)
class DraftOption:
    """An answer of a draft's node. ``to`` is the ref of a node of the same draft."""

    label: str
    to: str


@dataclass(frozen=True, slots=True)
class DraftNode:
    """A node of a draft; leaves have no options, actions one or more, questions two or more."""

    ref: str
    type: NodeType
    text: str
    options: Sequence[DraftOption] = ()
    help: str = ""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Nodes joined by refs, from ``root``; flat, since recursive schemas are refused by models' interfaces."""

    root: str
    nodes: Sequence[DraftNode]


@dataclass(frozen=True, slots=True)
class BranchAsked:
    """Work one branch out. ``remark`` is what the person wants otherwise than in ``before``."""

    foundation: Foundation
    question: str
    branches: Sequence[BranchProposed]
    branch: BranchProposed
    remark: str = ""
    before: Draft | None = None

    task = Task.BRANCH


@dataclass(frozen=True, slots=True)
class Answered:
    """One step that was walked."""

    question: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Knowledge of the account that a node may lean on, cited by ``id``."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidWrong:
    """A step that was made in this walk and that the technician found wrong, and why."""

    step: str
    why: str


@dataclass(frozen=True, slots=True)
class NextNodeAsked:
    """Make the next step of a first-line technician's walk. ``must_end``: a leaf, because the walk is long enough.

    None of ``said_wrong`` is to be given again.
    """

    problem: str
    category: str
    path: Sequence[Answered] = ()
    passages: Sequence[Passage] = ()
    must_end: bool = False
    said_wrong: Sequence[SaidWrong] = ()

    task = Task.NEXT_NODE


@dataclass(frozen=True, slots=True)
class NodeMade:
    """One step; its answers lead to what is made next, so they have no targets. Leaves have no answers.

    An escalation may say why it is one, and what whoever takes it needs to be given.
    """

    type: NodeType
    text: str
    answers: Sequence[str] = ()
    help: str = ""
    citations: Sequence[str] = ()
    reason: str = ""
    hand_over: str = ""


Asked = ScaffoldAsked | BranchAsked | NextNodeAsked
Made = Scaffold | Draft | NodeMade


@dataclass(frozen=True, slots=True)
class Finding:
    """What the caller finds wrong in something made: at which ref (empty: the whole), and what to do about it."""

    code: str
    ref: str
    message: str


Check = Callable[[Made], list[Finding]]
"""The caller's judgement of what was made; an empty list lets it pass. Findings go back to a model once, 12 at most."""


class Failure(StrEnum):
    """Why nothing was made. ``REFUSED`` is a normal outcome: a model declines some security tickets.

    ``CANCELLED`` stands in usage alone: whoever asked gave the call up before its answer came.
    """

    OVERLOADED = "overloaded"
    RATE_LIMITED = "rate_limited"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    TRUNCATED = "truncated"
    INVALID_OUTPUT = "invalid_output"
    BUDGET = "budget"
    UNAVAILABLE = "unavailable"
    MISCONFIGURED = "misconfigured"
    NO_PLAYBOOK = "no_playbook"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Used:
    """What one call to a provider used. ``cost`` in US dollars, null where the model's price is not known.

    ``latency_ms`` counts from sending to the last byte. ``request_id`` is the provider's.
    """

    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0
    cost: float | None = 0.0
    latency_ms: int = 0
    failure: Failure | None = None
    request_id: str | None = None
    prompt_version: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made, by whom, and every call it took (the playbook takes none). ``made`` is null on ``failure``."""

    made: Made | None
    source: Source
    failure: Failure | None = None
    findings: Sequence[Finding] = ()
    calls: Sequence[Used] = field(default=())
