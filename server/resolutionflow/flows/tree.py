"""The tree of a flow: what a technician is led through. Immutable values and pure navigation, nothing else.

A tree is really a directed graph: options may join on one node, and a hand-made one may go back to an earlier
step. These classes hold the *shape* (types, names, lengths); whether a tree makes sense is ``validator``'s to say.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

MAX_NODES = 2_000
MAX_DEPTH = 100
MAX_OPTIONS = 9
MAX_TEXT = 4_000
MAX_LABEL = 200
MAX_ID = 100
MAX_REGEX = 500
MAX_TREE_BYTES = 1_000_000
MAX_MINUTES = 10_080
LARGEST_NUMBER = 1e15

NodeType = Literal["question", "action", "resolution", "escalation"]
MadeBy = Literal["person", "model", "playbook"]
EvidenceKind = Literal["text", "number", "picture"]

LEAVES: frozenset[str] = frozenset({"resolution", "escalation"})

_NO_NUL = r"^[^\x00]*$"
Id = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=MAX_ID, pattern=r"^[^\x00-\x20\x7f](?:[^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?$"
    ),
]
TreeText = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_NO_NUL)]
Label = Annotated[str, StringConstraints(max_length=MAX_LABEL, pattern=_NO_NUL)]
Number = StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]
Bound = Annotated[Number, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]


class NoSuchNode(LookupError):
    """The tree has no node of this id, or the answer leads nowhere."""


class NoSuchAnswer(LookupError):
    """The node has no option of this id."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Evidence(_Value):
    """What proves an answer: pasted text that ``regex`` finds, a number from ``min`` to ``max``, or a picture."""

    kind: EvidenceKind
    regex: Annotated[str, StringConstraints(max_length=MAX_REGEX, pattern=_NO_NUL)] | None = None
    min: Bound | None = None
    max: Bound | None = None


class Citation(_Value):
    """Where a node's knowledge comes from: a title or address, and the words that are relied on."""

    source: Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=_NO_NUL)]
    passage: TreeText | None = None


class Option(_Value):
    """One answer of a question, or one way an action went; ``next_id`` is null while it leads nowhere yet."""

    id: Id
    label: Label
    next_id: Id | None = None
    evidence: Evidence | None = None


class Node(_Value):
    """One step. ``minutes`` is how long it is expected to take; ``id`` may be left out where the key says it."""

    id: Id = ""
    type: NodeType
    text: TreeText
    help: TreeText | None = None
    minutes: Annotated[Number, Field(ge=0, le=MAX_MINUTES)] | None = None
    options: tuple[Option, ...] = Field((), max_length=MAX_OPTIONS)
    script: Label | None = None
    notes: TreeText | None = None
    to: Label | None = None
    reason: TreeText | None = None
    hand_over: TreeText | None = None
    citations: tuple[Citation, ...] = Field((), max_length=20)
    needs_review: StrictBool = False
    made_by: MadeBy = "person"

    @property
    def is_leaf(self) -> bool:
        """Say whether a walk ends here."""
        return self.type in LEAVES

    def option(self, option_id: str) -> Option:
        """Return the option of this id; raise ``NoSuchAnswer``."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise NoSuchAnswer

    def served(self) -> dict[str, Any]:
        """Return the node as a walker sees it: JSON values, without where each option leads."""
        shown = self.model_dump(mode="json", exclude_none=True, exclude={"options", "citations"})
        shown["options"] = [o.model_dump(mode="json", exclude_none=True, exclude={"next_id"}) for o in self.options]
        if self.citations:
            shown["citations"] = [citation.model_dump(mode="json", exclude_none=True) for citation in self.citations]
        return shown


class Tree(_Value):
    """A whole tree. ``starts_with`` names a flow whose published tree is put in front when this one is published."""

    root_id: Id
    nodes: dict[Id, Node] = Field(max_length=MAX_NODES)
    starts_with: UUID | None = None

    _served: dict[str, dict[str, Any]] = PrivateAttr(default_factory=dict)
    _marked: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="before")
    @classmethod
    def _name_nodes(cls, raw: object) -> object:
        """Give every node that leaves out its id the one of its key."""
        nodes = raw.get("nodes") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or not isinstance(nodes, dict):
            return raw
        named = {
            key: {"id": key, **node} if isinstance(node, dict) and node.get("id") is None else node
            for key, node in nodes.items()
        }
        return {**raw, "nodes": named}

    def node(self, node_id: str) -> Node:
        """Return the node of this id; raise ``NoSuchNode``."""
        found = self.nodes.get(node_id)
        if found is None:
            raise NoSuchNode
        return found

    @property
    def root(self) -> Node:
        """Return the node a walk begins at."""
        return self.node(self.root_id)

    def next(self, node_id: str, option_id: str) -> Node:
        """Return the node that an answer leads to; raise ``NoSuchNode`` or ``NoSuchAnswer``."""
        next_id = self.node(node_id).option(option_id).next_id
        if next_id is None:
            raise NoSuchNode
        return self.node(next_id)

    def is_leaf(self, node_id: str) -> bool:
        """Say whether a walk ends at this node; raise ``NoSuchNode``."""
        return self.node(node_id).is_leaf

    def path_exists(self, answers: Iterable[tuple[str, str]]) -> bool:
        """Say whether these ``(node_id, option_id)`` can be answered one after the other, starting at the root."""
        here: str | None = self.root_id
        for node_id, option_id in answers:
            if node_id != here or node_id not in self.nodes:
                return False
            here = next((o.next_id for o in self.nodes[node_id].options if o.id == option_id), None)
        return here in self.nodes

    def breadth_first(self) -> Iterator[Node]:
        """Yield every node that can be reached, nearest to the root first, each once."""
        queue = deque([self.root_id] if self.root_id in self.nodes else [])
        seen = set(queue)
        while queue:
            node = self.nodes[queue.popleft()]
            yield node
            for option in node.options:
                if option.next_id in self.nodes and option.next_id not in seen:
                    seen.add(option.next_id)
                    queue.append(option.next_id)

    def served(self, node_id: str) -> dict[str, Any]:
        """Return a node as walkers see it, made once a tree; don't change what is returned."""
        shown = self._served.get(node_id)
        if shown is None:
            mark = {"for_client": True} if node_id in self._marked else {}
            shown = self._served[node_id] = self.node(node_id).served() | mark
        return shown

    def marking(self, node_ids: frozenset[str]) -> "Tree":
        """Return this tree, which from now on serves these nodes marked as a client's own."""
        self._marked = node_ids
        return self

    def to_json(self) -> str:
        """Return compact JSON that ``Tree.model_validate_json`` reads back as an equal tree."""
        return self.model_dump_json(exclude_defaults=True)
