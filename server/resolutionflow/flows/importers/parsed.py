"""What every importer comes to: steps with ways between them, and remarks that name a line. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from resolutionflow.flows.findings import Finding, Severity, of_shape
from resolutionflow.flows.flow_file.document import FlowFile
from resolutionflow.flows.tree import MAX_LABEL, MAX_NODES, MAX_OPTIONS, MAX_TEXT, MAX_TREE_BYTES, Tree
from resolutionflow.flows.validator import check_tree

MAX_DOCUMENT_BYTES = 1_000_000
MAX_FLOWS = 5_000
MAX_LINES = 20_000
"""As many rows, arrows or headings can make a flow at the very most; more are not looked at one by one."""
DONE = "Done"
_MAX_REMARKS = 200
_SAME = {"dangling": "no_target"}
"""What an importer says in its own words, by the validator's code for it."""


class NotReadable(ValueError):
    """A document that can't be read as a flow; the message says where and what to do."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"Line {line}: {message}")
        self.line = line


class Remark(Finding):
    """A finding about an imported document: on which of its lines the matter stands."""

    line: int | None = None


@dataclass(slots=True)
class Way:
    """A way on from a step: the words of the answer, and the key of the step that it leads to."""

    label: str
    target: str | None
    line: int


@dataclass(slots=True)
class Step:
    """One step as a document has it. ``kind`` None: it ends the walk if it has no way on, else it is a question."""

    key: str
    line: int
    text: str
    kind: str | None = None
    help: str | None = None
    minutes: float | None = None
    to: str | None = None
    reason: str | None = None
    hand_over: str | None = None
    ways: list[Way] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """One flow of a document."""

    title: str
    description: str = ""
    category: str | None = None
    tags: tuple[str, ...] = ()
    root: str | None = None
    steps: dict[str, Step] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    problem: str | None = None
    line: int = 1

    def remark(
        self, line: int | None, code: str, message: str, severity: Severity = "warning", node: str | None = None
    ) -> None:
        """Note something that the person should know, on its line."""
        if len(self.remarks) < _MAX_REMARKS:
            words = message if line is None else f"Line {line}: {message}"
            self.remarks.append(Remark(severity=severity, code=code, message=words, line=line, node_id=node))


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a document's flow: the flow, though it may be unfinished, and what is to be said about it."""

    flow: FlowFile | None
    findings: list[Remark]
    title: str | None
    problem: str | None = None
    first_line: int = 1


def made_of(written: Written) -> Read:
    """Return the flow that ``written`` describes. One with gaps is a flow too, as a draft may have gaps."""
    made = _made_of(written)
    return replace(made, first_line=written.line)


def _made_of(written: Written) -> Read:
    title = shortened(written.title, 255) or "Imported flow"
    try:
        refuse_oversized(written)
    except NotReadable as error:
        return Read(None, written.remarks, title, str(error))
    raw = {"root_id": written.root, "nodes": {key: _node(step, written) for key, step in written.steps.items()}}
    head = {"title": title, "description": written.description[:10_000], "category": written.category}
    try:
        flow = FlowFile.model_validate({**head, "tags": written.tags[:20], "tree": raw})
    except ValidationError as error:
        found = of_shape(error.errors(include_url=False, include_input=False), raw)
        return Read(None, written.remarks, title, found[0].message if found else "This is not a flow.")
    if len(flow.tree.to_json().encode()) > MAX_TREE_BYTES:
        return Read(None, written.remarks, title, f"The flow takes more than {MAX_TREE_BYTES} bytes. Split it.")
    return Read(flow, _sorted([*written.remarks, *_judged(flow.tree, written)]), title)


def refuse_oversized(written: Written) -> None:
    """Raise ``NotReadable`` for what can't be a flow at all."""
    if written.problem is not None:
        raise NotReadable(written.problem)
    if not written.steps or written.root is None:
        raise NotReadable("there is no step in this document.")
    if len(written.steps) > MAX_NODES:
        raise NotReadable(f"this has {len(written.steps)} steps; {MAX_NODES} is the most. Split it into two flows.")
    for step in written.steps.values():
        if len(step.ways) > MAX_OPTIONS:
            words = f"“{shortened(step.text, 60)}” has {len(step.ways)} answers; {MAX_OPTIONS} is the most."
            raise NotReadable(f"{words} Split the step into two.", step.line)


def _judged(tree: Tree, written: Written) -> Iterable[Remark]:
    """Return what the validator says, each with its line; what was remarked on already is left out."""
    said = {(_SAME.get(remark.code, remark.code), remark.node_id) for remark in written.remarks}
    told = {remark.code for remark in written.remarks} & {"unreachable"}
    for finding in check_tree(tree):
        if (finding.code, finding.node_id) in said or finding.code in told:
            continue
        step = written.steps.get(finding.node_id or "")
        line = _line_of(step, finding)
        words = finding.message if line is None else f"Line {line}: {finding.message}"
        yield Remark(**{**finding.model_dump(), "message": words}, line=line)


def _line_of(step: Step | None, finding: Finding) -> int | None:
    if step is None:
        return None
    number = (finding.option_id or "").removeprefix("a")
    if number.isdigit() and 0 < int(number) <= len(step.ways):
        return step.ways[int(number) - 1].line
    return step.line


def _sorted(remarks: list[Remark]) -> list[Remark]:
    return sorted(remarks, key=lambda remark: (remark.severity != "error", remark.line or 0))


def _node(step: Step, written: Written) -> dict[str, Any]:
    kind = step.kind or ("question" if step.ways else "resolution")
    text, helped = _fitted(step, written)
    node: dict[str, Any] = {"type": kind, "text": text, "help": helped, "minutes": step.minutes}
    if kind == "escalation":
        node |= {"to": step.to and shortened(step.to, MAX_LABEL), "reason": step.reason, "hand_over": step.hand_over}
    node["options"] = [
        {"id": f"a{number}", "label": _label(way, step, written), "next_id": way.target}
        for number, way in enumerate(step.ways, 1)
    ]
    return node


def _fitted(step: Step, written: Written) -> tuple[str, str | None]:
    """Return text and help of a step; a text that is too long goes on in the help."""
    text, helped = step.text, step.help
    if len(text) > MAX_TEXT and helped is None:
        cut = text.rfind("\n", 0, MAX_TEXT)
        cut = cut if cut > 0 else MAX_TEXT
        text, helped = text[:cut].rstrip(), text[cut:].strip()
    if len(text) > MAX_TEXT or len(helped or "") > MAX_TEXT:
        written.remark(step.line, "too_long", f"“{shortened(text, 60)}” is too long; its end is cut off.")
    return text[:MAX_TEXT], helped[:MAX_TEXT] if helped else None


def _label(way: Way, step: Step, written: Written) -> str:
    if len(way.label) > MAX_LABEL:
        words = f"the answer “{shortened(way.label, 60)}” has more than {MAX_LABEL} characters; its end is cut off."
        written.remark(way.line, "too_long", words, node=step.key)
    return shortened(way.label, MAX_LABEL)


def shortened(text: str, most: int) -> str:
    """Return ``text`` as one line of at most ``most`` characters."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def readable(text: str) -> str:
    """Return ``text`` with plain line ends; raise ``NotReadable`` for what is no text or too much of it."""
    if text[:4] == "PK\x03\x04":
        raise NotReadable("this is a packed file (zip, Word or Excel), not text. Save it as text or CSV UTF-8.")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        found = "this looks like UTF-16" if text.count("\x00") * 3 > len(text) else "a NUL character stands here"
        raise NotReadable(f"{found}. Save the file as UTF-8.", line)
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise NotReadable("half of a surrogate pair stands here. Save the file as UTF-8.", line) from error
    if size > MAX_DOCUMENT_BYTES:
        raise NotReadable(f"this document takes {size} bytes; {MAX_DOCUMENT_BYTES} is the most. Split it.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def twice(names: Iterable[str]) -> set[str]:
    """Return the names that occur more than once."""
    return {name for name, count in Counter(names).items() if count > 1}
