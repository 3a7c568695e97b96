"""Which answer of a step a reply speaks for, and how surely: a few weights on what was read. Pure arithmetic."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolutionflow.flows.replies.measures import Sign, for_answer, for_yes
from resolutionflow.flows.replies.question import Asked, asked
from resolutionflow.flows.replies.reading import MOST_READ, Reading, read
from resolutionflow.flows.replies.why import why

Weights = Mapping[str, float]

BOUND = 0.7
"""From here on an answer is selected: at least 95 of 100 selected are right (docs/decisions/0007)."""

# Fitted by bench/replies/fit.py; on what, and how well they hold, stands in docs/decisions/0007-reading-a-reply.md.
FOR_YES: Weights = {
    "verdict": 1.42,
    "bare": 1.04,
    "denied": -2.15,
    "denied_asked": -1.8,
    "affirmed_more": 1.18,
    "same": 1.91,
    "opposite": 1.51,
    "valence": 1.57,
    "emphasis": 1.44,
    "number": 4.0,
    "outright": 2.5,
}
FOR_ANSWER: Weights = {
    "named": 2.42,
    "words": 4.8,
    "against": 1.21,
    "outcome": 1.86,
    "number": 2.1,
    "unsure": 2.43,
}
START = 0.41
UNSURE_SHARE = 0.3
"""What is left of the evidence for yes or no when the caller says that they don't know."""
UNSURE_BOUND = 0.9
_SENTENCE = re.compile(r"(?<=[.!?])|\n")


@dataclass(frozen=True, slots=True)
class Scored:
    """An answer with the chance that the reply means it."""

    option_id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class ReplyRead:
    """What a reply says. ``selected`` is null when nothing is sure enough; ``matched_words`` as the reply has them."""

    selected: str | None
    best: str
    why: str
    matched_words: list[str]
    candidates: list[Scored]


def read_reply(question: str, options: Sequence[tuple[str, str]], reply: str) -> ReplyRead:
    """Return which of the options (id, label) the reply speaks for; they are at least one."""
    step, said = asked(question, [label for _, label in options]), read(reply)
    signs = weighed(step, said)
    chances = _chances([sum(value for _, value in each) for each in signs])
    order = sorted(range(len(options)), key=lambda place: -chances[place])
    best = order[0]
    bound = BOUND if not said.unsure or said.verdict or step.answers[best].dont_know else UNSURE_BOUND
    sure = chances[best] >= bound and not only_asks(said) and any(value > 0 for _, value in signs[best])
    explained = why(step, said, signs[best], best, sure=sure)
    return ReplyRead(
        options[best][0] if sure else None,
        options[best][0],
        explained.text,
        [as_written(reply, word) for word in explained.words],
        [Scored(*options[place], chances[place]) for place in order],
    )


def weighed(step: Asked, reply: Reading) -> list[list[tuple[Sign, float]]]:
    """Return for each answer what speaks for it, each with its weight times its measure."""
    left = UNSURE_SHARE if reply.unsure and not reply.verdict else 1.0
    yes = (
        [(sign, left * FOR_YES.get(sign.name, 0.0) * sign.value) for sign in for_yes(reply, step)]
        if step.is_polar
        else []
    )
    if step.is_polar:
        yes.append((Sign("start", 1), left * START))
    found = []
    for place, answer in enumerate(step.answers):
        others = [other for other in step.answers if other is not answer]
        own = [(sign, FOR_ANSWER.get(sign.name, 0.0) * sign.value) for sign in for_answer(reply, answer, others, place)]
        found.append(own + [(sign, answer.polarity * value / 2) for sign, value in yes if answer.polarity])
    return found


def _chances(values: Sequence[float]) -> list[float]:
    """Return the chance of each answer; a lone one stands beside "not this"."""
    return softmax(values) if len(values) > 1 else softmax([values[0], 0.0])[:1]


def softmax(values: Sequence[float]) -> list[float]:
    """Return chances that add up to 1."""
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    return [power / sum(powers) for power in powers]


def as_written(reply: str, words: str) -> str:
    """Return words that were read without apostrophes and capitals as the reply has them."""
    pattern = r"\W+".join("['’`´]?".join(map(re.escape, word)) for word in words.split())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", reply[:MOST_READ], re.IGNORECASE)
    return found.group(0) if found else words


def only_asks(reply: Reading) -> bool:
    """Say whether the caller only asks something back."""
    told = [part.strip() for part in _SENTENCE.split(reply.text) if any(letter.isalnum() for letter in part)]
    return bool(told) and all(part.endswith("?") for part in told) and not reply.verdict
