"""The escalation package: five headings, four of them filled from the walk."""

from collections.abc import Mapping
from dataclasses import dataclass

HEADINGS = {
    "what_is_happening": "What is happening",
    "what_has_been_tried": "What has been tried",
    "current_hypothesis": "Current hypothesis",
    "context": "Context",
    "what_to_verify_first": "What to verify first",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An answered step in words."""

    question: str
    answer: str
    note: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a walk knows. ``pending`` is the text of the node that awaits an answer, or of the leaf it came to."""

    problem: str
    ticket: str
    client: str | None
    category: str | None
    flow: str | None
    notes: list[str]
    tried: list[Tried]
    pending: str | None


def filled(facts: Facts) -> dict[str, str]:
    """Return the package as the walk fills it; the hypothesis is for the person to say."""
    return {
        "what_is_happening": facts.problem.strip(),
        "what_has_been_tried": "\n".join(_line(step) for step in facts.tried),
        "current_hypothesis": "",
        "context": "\n".join(_context(facts)),
        "what_to_verify_first": facts.pending or "",
    }


def _line(step: Tried) -> str:
    note = f" ({step.note.strip()})" if step.note and step.note.strip() else ""
    undone = " [undone]" if step.undone else ""
    return f"{step.question} → {step.answer}{note}{undone}"


def _context(facts: Facts) -> list[str]:
    named = (("Ticket", facts.ticket), ("Client", facts.client), ("Category", facts.category), ("Flow", facts.flow))
    return [f"{name}: {value}" for name, value in named if value] + [f"Note: {note}" for note in facts.notes]


def merged(from_walk: Mapping[str, str], edited: Mapping[str, str | None]) -> dict[str, str]:
    """Return the package with the headings that the person edited in place of those from the walk."""
    given = {name: (edited.get(name) or "").strip() for name in HEADINGS if edited.get(name) is not None}
    return {name: given.get(name, from_walk[name]) for name in HEADINGS}


def missing(package: Mapping[str, str]) -> list[str]:
    """Return the names of empty headings, in their order."""
    return [name for name in HEADINGS if not package[name].strip()]
