"""Steps that are made as one walks: ways to them, what is asked, how they are judged and kept; pure."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from resolutionflow.ai.port import Finding, Made, NodeMade, Source
from resolutionflow.flows.floor import Reader, judge_node
from resolutionflow.flows.tree import LEAVES, MAX_LABEL, MAX_OPTIONS, MAX_TEXT, Tree
from resolutionflow.kit.plain import plain
from resolutionflow.walks.ai_build.repeats import repeated

MOST_ANSWERS = 12
"""After so many answers the next step is an escalation."""
MOST_PAID = 36
"""So often a model is asked for steps of one walk, those made ahead and those that failed included."""

LONGEST_TEXT = 1_000
"""A model is told 240 characters; what is a little longer is still a step."""
MOST_CITED = 6
LEAST_CHANCE = 0.1
"""From so much chance on, of all its flows together, a category is taken for the problem's."""
PASSAGE = 400
PASSAGES_OF_A_FLOW = 2
SHORT_WORD = 3
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"(?i)\b(?:[a-z][a-z0-9+.-]{1,20}:/{2}|www\.)[^\s<>\"'()]+")

HAND_OVER = (
    f"{MOST_ANSWERS} questions are answered, which is as far as steps are made here. If the last answer says that it "
    "works, resolve the ticket; else escalate it. The hand-over holds every step that was tried."
)


PASSED_ON = NodeMade(
    "escalation",
    "What the playbook has next is not for the first line. Escalate: the hand-over holds every step that was tried.",
)
"""Stands for a step of the playbook that the safety floor stops."""

ASKED_BEFORE, SAID_WRONG = "asked_before", "said_wrong"
"""Codes of what is found in a step that was given in the walk already."""

_HOLDS = "Escalate: the hand-over holds every step that was tried."
NOTHING_NEW = NodeMade(
    "escalation", f"The model only repeats steps that were given already, and the playbook has nothing else. {_HOLDS}"
)
ALL_SAID = NodeMade("escalation", f"Everything that the playbook has on this was given in this walk already. {_HOLDS}")
"""Stand for a step where the model, or the playbook, only repeats what was given."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a walk a step stands: after how many answers, and after which one."""

    step_no: int
    way: str

    @classmethod
    def start(cls) -> "Place":
        """Return the place of a walk's first step."""
        return cls(0, "start")

    @classmethod
    def after(cls, step_no: int, node_id: str, option_id: str, note: str | None) -> "Place":
        """Return the place after answer number ``step_no``.

        A step's id is its own, so that the step and its answer tell the whole path. A note is told to whoever makes
        the next step, so that another note is another way.
        """
        said = json.dumps([node_id, option_id, note or ""], ensure_ascii=False)
        return cls(step_no, hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest())


def judge(
    made: Made, known: str = "", asked: Sequence[str] = (), wrong: Sequence[str] = (), *, read: Reader | None
) -> list[Finding]:
    """Return what keeps a step from being shown; a model is told of it, once.

    ``known`` is what the account says itself: addresses in it may be given, any other is a trap. ``asked`` are the
    steps that were answered, ``wrong`` those that the technician found wrong; none of them is given again. ``read`` is
    the sentence model, for the safety floor.
    """
    if not isinstance(made, NodeMade):
        return judge_form(made)
    texts = (made.text, made.help, made.reason, made.hand_over)
    said = [*(plain(text) for text in texts), *(_label(answer) for answer in made.answers)]
    unsafe = [Finding(one.rule, "", one.message) for one in judge_node(said, read)]
    strange = [address for address in _ADDRESS.findall(" ".join(said)) if address not in known]
    links = [Finding("link", "", "Give no web addresses: say what to open, and where it is found.")] if strange else []
    return [*judge_form(made), *unsafe, *links, *judge_new(made, asked, wrong)]


def judge_new(made: NodeMade, asked: Sequence[str], wrong: Sequence[str]) -> list[Finding]:
    """Return whether a step was given in the walk already; an end repeats only an end that was found wrong."""
    text = plain(made.text)
    if said := repeated(text, wrong):
        return [Finding(SAID_WRONG, "", f"Give another step; the technician found this one wrong: “{said}”.")]
    if made.type not in LEAVES and (said := repeated(text, asked)):
        return [Finding(ASKED_BEFORE, "", f"Go on from the answers, or end; this was answered already: “{said}”.")]
    return []


def says_again(findings: Sequence[Finding]) -> bool:
    """Say whether a step was refused because it was given in the walk already, and for nothing else."""
    return bool(findings) and all(one.code in {ASKED_BEFORE, SAID_WRONG} for one in findings)


def judge_form(made: Made) -> list[Finding]:
    """Return what is wrong with a step whatever it says."""
    if not isinstance(made, NodeMade):
        return [Finding("wrong_kind", "", "One step is asked for.")]
    return _form(made)


def _form(made: NodeMade) -> list[Finding]:
    found = []
    if not plain(made.text):
        found.append(Finding("no_text", "", "`text` is empty."))
    if len(made.text) > LONGEST_TEXT or len(made.help) > LONGEST_TEXT:
        found.append(Finding("too_long", "", "`text` has at most 240 characters and `help` 300."))
    return [*found, *_answers(made)]


def _answers(made: NodeMade) -> list[Finding]:
    labels = [_label(answer) for answer in made.answers]
    if made.type in LEAVES:
        return [Finding("leaf_with_answers", "", f"`{made.type}` has no answers.")] if labels else []
    least = 2 if made.type == "question" else 1
    found = []
    if not least <= len(labels) <= MAX_OPTIONS:
        found.append(Finding("answers", "", f"`{made.type}` has {least} to 5 answers, this has {len(labels)}."))
    if not all(labels) or len({label.casefold() for label in labels}) < len(labels):
        found.append(Finding("same_answers", "", "Two answers say the same, or one says nothing."))
    if any(len(label) > MAX_LABEL for label in labels):
        found.append(Finding("long_answer", "", "An answer has one to six words."))
    return found


def _label(answer: str) -> str:
    return " ".join(plain(answer).split())


def node_of(made: NodeMade, source: Source, node_id: str, knowledge: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return a step as it is kept and shown: plain text, ids of ours, only citations of what was given."""
    node: dict[str, Any] = {"id": node_id, "type": made.type, "text": plain(made.text)[:MAX_TEXT]}
    said = {"help": made.help, "reason": made.reason, "hand_over": made.hand_over}
    node |= {name: plain(text)[:MAX_TEXT] for name, text in said.items() if plain(text)}
    node["options"] = [{"id": f"o{place}", "label": _label(answer)} for place, answer in enumerate(made.answers, 1)]
    known = {passage["id"]: passage for passage in knowledge}
    cited = [known[one] for one in dict.fromkeys(made.citations) if one in known][:MOST_CITED]
    if cited:
        node["citations"] = [_citation(passage) for passage in cited]
    return node | {"needs_review": True, "made_by": source}


def _citation(passage: Mapping[str, str]) -> dict[str, str]:
    """Return a citation as it is kept: with the flow that it is from, so that it can be opened."""
    said = {"source": passage["title"], "passage": passage["text"]}
    return said | ({"flow_id": passage["flow_id"]} if "flow_id" in passage else {})


def ending(made: NodeMade | None) -> tuple[NodeMade, bool]:
    """Return what ends a walk that is long enough, and whether it is what was made: an escalation, else ours."""
    if made is not None and made.type == "escalation":
        return made, True
    return NodeMade("escalation", HAND_OVER), False


def allowed(category: str | None, names: Sequence[str]) -> bool:
    """Say whether an account that names these categories for first line has steps made on this one.

    An account that names none has them made on every problem.
    """
    return not names or (category is not None and category.casefold().strip() in {name.casefold() for name in names})


def category_of(near: Sequence[tuple[str | None, float]], playbook: str | None, names: Sequence[str]) -> str | None:
    """Return the likeliest category of a problem: of the flows near it, else the playbook's.

    Where the account names categories it is one of them, or none. ``near`` are categories with the chance of their
    flow of being right.
    """
    chances: dict[str, float] = {}
    for category, chance in near:
        if category and allowed(category, names):
            chances[category] = chances.get(category, 0.0) + chance
    best = max(chances, key=lambda one: chances[one], default=None)
    likely = best if best is not None and chances[best] >= LEAST_CHANCE else None
    if likely is None and playbook is not None and allowed(playbook, names):
        likely = playbook
    return next((name for name in names if likely and name.casefold() == likely.casefold()), likely)


def passages(title: str, tree: Tree, problem: str) -> list[dict[str, str]]:
    """Return what a flow says that has most words in common with a problem, its ends first where that is even."""
    words = _words(problem)
    said = [(len(words & _words(f"{node.text} {node.help or ''}")), node) for node in tree.nodes.values()]
    told = sorted((one for one in said if one[1].text), key=lambda one: (-one[0], not one[1].is_leaf))
    return [{"title": title, "text": node.text[:PASSAGE]} for _, node in told[:PASSAGES_OF_A_FLOW]]


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if len(word) > SHORT_WORD}
