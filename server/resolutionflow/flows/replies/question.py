"""What the answers of a step stand for: which says yes and which no, and what each one states. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from resolutionflow.flows.matching.words import stem
from resolutionflow.flows.replies import lexicon as words
from resolutionflow.flows.replies.reading import Clause, Reading, read, read_question


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a step. ``polarity``: 1 it says yes, -1 no, 0 neither; ``valence``: 1 all well, -1 wrong."""

    label: str
    reading: Reading
    polarity: int
    valence: float
    dont_know: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A step as it is asked: its answers, and what a yes to it states."""

    text: str
    answers: tuple[Answer, ...]
    stated: tuple[Clause, ...]
    valence: float

    @property
    def is_polar(self) -> bool:
        """Say whether one answer says yes and one no."""
        polarities = [answer.polarity for answer in self.answers]
        return polarities.count(1) == 1 and polarities.count(-1) == 1


def asked(text: str, labels: Sequence[str]) -> Asked:
    """Read a step's text and the labels of its answers."""
    return _asked(text, tuple(labels))


@lru_cache(maxsize=1_024)
def _asked(text: str, labels: tuple[str, ...]) -> Asked:
    readings = [read(label) for label in labels]
    polarities = _polarities(readings)
    answers = tuple(
        Answer(label, reading, polarity, outcome(reading), bool(reading.unsure or reading.text in _ELSE))
        for label, reading, polarity in zip(labels, readings, polarities, strict=True)
    )
    question = read_question(text)
    stated = _asserting(question) if "?" in text or not any(_content(answer.reading) for answer in answers) else ()
    affirmed = next((answer for answer in answers if answer.polarity == 1), None)
    stated += _asserting(affirmed.reading) if affirmed else ()
    return Asked(question.text, answers, stated, _valence(question, stated))


_ELSE = frozenset({"other", "something else", "none of these", "unclear", "maybe", "unknown"})


def _polarities(readings: Sequence[Reading]) -> list[int]:
    """Say of each label whether it says yes or no: outright, or because one denies what the only other one states."""
    outright = [reading.verdict for reading in readings]
    if 1 in outright or -1 in outright:
        return outright
    plain = [reading for reading in readings if not reading.unsure]
    denied = [reading for reading in plain if any(clause.negated for clause in reading.clauses)]
    if len(plain) == 2 and len(denied) == 1:
        return [0 if reading.unsure else -1 if reading in denied else 1 for reading in readings]
    return outright


def _asserting(reading: Reading) -> tuple[Clause, ...]:
    """Return the clauses that state something: conditions don't, unless there is nothing else."""
    full = tuple(clause for clause in reading.clauses if clause.stems)
    return tuple(clause for clause in full if not clause.condition) or full


def _content(reading: Reading) -> bool:
    return any(clause.stems for clause in reading.clauses)


def _valence(question: Reading, stated: Sequence[Clause]) -> float:
    """Say whether a yes means that all is well (1) or that something is wrong (-1)."""
    told = outcome(question)
    if told or not any(stem(word) in words.FUNCTIONS for clause in stated for word in clause.spelled):
        return told
    return -1.0 if any(clause.negated for clause in stated) else 1.0


def outcome(reading: Reading) -> float:
    """Say whether a text tells of something well (1) or wrong (-1), or of neither (0)."""
    told = sum(
        clause.sign * _weighed(clause) for clause in reading.clauses if not clause.condition and not clause.aside
    )
    return float(max(-1, min(1, told)))


def _weighed(clause: Clause) -> int:
    stems = [stem(word) for word in clause.spelled]
    return sum(one in words.GOOD for one in stems) - sum(one in words.BAD for one in stems)
