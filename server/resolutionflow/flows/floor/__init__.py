"""The safety floor: what never reaches a first-line technician as a step, whatever a model says. Pure.

``rules/*.yaml`` is the table: a file for each of twelve classes with the orders that it stops and the words they are
given in; ``words.yaml`` has the words that several classes share. To stop something new, add a line there, and a case
to ``tests/flows/floor_cases.yaml``. A text is read in several ways (``views``), so that an order is found however it
is dressed up; ``orders`` tells an order from a warning, a question about how things stand, and a report.

Words alone are walked around, so ``principles`` asks of a step that no class stops whether it can be judged at all:
plain English, undisguised, with no command but those of the first line. Last comes a second ``opinion``: whether the
step is like harmful ones, by all of its words and, where the sentence model is at hand, by their ``meaning``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from resolutionflow.flows.floor.meaning import Reader
from resolutionflow.flows.floor.opinion import LIKE_HARMFUL, MESSAGE, like_harmful
from resolutionflow.flows.floor.orders import found
from resolutionflow.flows.floor.principles import MESSAGES, unlike
from resolutionflow.flows.floor.table import Order, Rule, table
from resolutionflow.flows.floor.views import readings
from resolutionflow.flows.floor.words import Reading

__all__ = ["LIKE_HARMFUL", "RULES", "FloorFinding", "Order", "Reader", "Rule", "judge", "judge_known", "judge_node"]

EXCERPT = 160
MOST = 40_000
"""No step is longer, in all its texts; what is longer is not read, and not shown."""
TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class FloorFinding:
    """Why a text is stopped: the name of the class, the words that tell, and what to do instead."""

    rule: str
    excerpt: str
    message: str


class _Rules(Mapping[str, Rule]):
    """The classes by name, read when first looked at."""

    def __getitem__(self, name: str) -> Rule:
        return table().rules[name]

    def __iter__(self) -> Iterator[str]:
        return iter(table().rules)

    def __len__(self) -> int:
        return len(table().rules)


RULES: Mapping[str, Rule] = _Rules()
"""The twelve classes by name, in the order of their numbers."""


def judge(text: str) -> list[FloorFinding]:
    """Return which orders of the table ``text`` gives, one finding for each class; nothing if none.

    For passages that people wrote: what a model or the playbook made is judged by ``judge_node``, which is stricter.
    """
    return _by_table([text])


def judge_node(texts: Iterable[str], read: Reader | None) -> list[FloorFinding]:
    """Judge the texts of a step (what to do, help, labels), each for itself and together: an order may be cut up.

    What ``judge_known`` lets pass must also be unlike what is harmful (``opinion``). ``read`` is the sentence model's
    (``platform.vectors.reader``); without it the words alone judge, and less is stopped.
    """
    said = list(texts)
    stopped = judge_known(said)
    if not stopped and like_harmful(said, read):
        return [FloorFinding(LIKE_HARMFUL, next(filter(None, said))[:EXCERPT], MESSAGE)]
    return stopped


def judge_known(texts: Iterable[str]) -> list[FloorFinding]:
    """Judge the texts of a step by the table alone; what no class stops must also be one that can be judged."""
    parts = [text for text in texts if text.strip()]
    stopped = _by_table(parts)
    strange = None if stopped else unlike(parts)
    return [FloorFinding(strange[0], strange[1][:EXCERPT], MESSAGES[strange[0]])] if strange else stopped


def _by_table(texts: Iterable[str]) -> list[FloorFinding]:
    parts = [text for text in texts if text.strip()]
    if sum(map(len, parts)) > MOST:
        return [
            FloorFinding(TOO_LONG, parts[0][:EXCERPT], f"This is longer than {MOST:,} characters. Make it shorter.")
        ]
    findings: dict[str, FloorFinding] = {}
    for reading in readings(parts, table().lexicon):
        for rule in RULES.values():
            if rule.name not in findings and (finding := _finding(reading, rule)):
                findings[rule.name] = finding
    return [findings[name] for name in RULES if name in findings]


def _finding(reading: Reading, rule: Rule) -> FloorFinding | None:
    for order in rule.stops:
        span = found(reading, order)
        if span:
            excerpt = " ".join(reading.words[span[0] : span[1]])[:EXCERPT]
            return FloorFinding(rule.name, excerpt, f"{rule.title}: {order.because} {rule.instead}")
    return None
