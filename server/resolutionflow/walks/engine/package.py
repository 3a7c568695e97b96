"""The escalation package: five headings, four of them filled from the walk."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

HEADINGS = {
    "what_is_happening": "What is happening",
    "what_has_been_tried": "What has been tried",
    "current_hypothesis": "Current hypothesis",
    "context": "Context",
    "what_to_verify_first": "What to verify first",
}

MOST = 18_000
"""Characters that a heading is filled with; a person may then add to it up to what the API takes."""

MOST_ERRORS = 5
MOST_QUOTED = 12
LINE = 300
_ERROR = re.compile(
    r"(?i)\b(?:errors?|exception|fatal|fail(?:ed|ure|s)?|denied|refused|timed out|unreachable|0x[0-9a-f]{4,})\b"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """An answered step in words. ``who`` gave it, ``evidence`` is what they pasted."""

    question: str
    answer: str
    note: str | None = None
    undone: bool = False
    who: str | None = None
    evidence: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the walk stands: the node that awaits an answer, or the leaf that it came to."""

    type: str
    text: str
    to: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known for a hand-over. ``named`` are lines of context by name, ``client_facts`` what holds at a client.

    ``takes_notes_only``: there are no steps, so the notes are what was tried. ``skipped`` earlier steps are not in
    ``tried``. ``said_wrong`` are steps that were made in the walk and found wrong, each with why. ``ticket_words`` are
    the ticket's own title and description.
    """

    problem: str
    ticket_words: list[str] = field(default_factory=list)
    named: list[tuple[str, str | None]] = field(default_factory=list)
    client_facts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    takes_notes_only: bool = False
    tried: list[Tried] = field(default_factory=list)
    skipped: int = 0
    said_wrong: list[tuple[str, str]] = field(default_factory=list)
    stands_at: Leaf | None = None
    hypothesis: str = ""


def filled(facts: Facts) -> dict[str, str]:
    """Return the package as the walk fills it; a first hypothesis is for the person to say."""
    return {
        "what_is_happening": _cut("\n".join(_happening(facts))),
        "what_has_been_tried": _tried(facts),
        "current_hypothesis": facts.hypothesis,
        "context": _cut("\n".join(_context(facts))),
        "what_to_verify_first": _cut("\n".join(_verify(facts.stands_at))),
    }


def _happening(facts: Facts) -> Iterator[str]:
    said = facts.problem.strip()
    yield said
    for words in facts.ticket_words:
        if words.strip() and _plain(words) not in _plain(said):
            yield f"Ticket: {words.strip()}"
            said += words
    errors = list(dict.fromkeys(_errors(facts, _plain(said))))[:MOST_ERRORS]
    if errors:
        yield "Error text:"
        yield from (f"> {line}" for line in errors)


def _errors(facts: Facts, said: str) -> Iterator[str]:
    """Yield the lines of what was pasted or noted that read like an error and are not in the problem already."""
    written = [text for step in reversed(facts.tried) for text in (step.evidence, step.note)] + facts.notes
    for text in written:
        for line in (text or "").splitlines():
            if _ERROR.search(line[: 4 * LINE]) and _plain(line) not in said:
                yield _short(line)


def _tried(facts: Facts) -> str:
    if facts.takes_notes_only:
        return _cut("\n".join(facts.notes))
    stand = [line for step in facts.tried if not step.undone for line in _lines(step)]
    undone = [line for step in facts.tried if step.undone for line in _lines(step)]
    wrong = [f"- {_short(_one_line(step))}: {_short(_one_line(why))}" for step, why in facts.said_wrong]
    whole = stand + (["Also tried, then undone:", *undone] if undone else [])
    whole += ["Steps that were reported as wrong:", *wrong] if wrong else []
    kept = _newest(whole)
    if facts.skipped or len(kept) < len(whole):
        kept.insert(0, "(earlier steps are left out here; they stand in the walk)")
    return "\n".join(kept)


def _lines(step: Tried) -> Iterator[str]:
    before = "- " if step.undone or step.number is None else f"{step.number}. "
    note = f" ({_one_line(step.note)})" if step.note and step.note.strip() else ""
    who = f" — {step.who}" if step.who else ""
    yield f"{before}{_one_line(step.question)} → {_one_line(step.answer)}{note}{who}"
    quoted = [line.rstrip() for line in (step.evidence or "").splitlines() if line.strip()]
    yield from (f"   > {_short(line)}" for line in quoted[:MOST_QUOTED])
    if len(quoted) > MOST_QUOTED:
        yield f"   > … {len(quoted) - MOST_QUOTED} more lines stand in the walk"


def _newest(lines: list[str]) -> list[str]:
    """Return the last lines that fit."""
    kept, room = 0, MOST
    for line in reversed(lines):
        room -= len(line) + 1
        if room < 0:
            break
        kept += 1
    return lines[len(lines) - kept :]


def _context(facts: Facts) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in [*facts.named, *_ended(facts.stands_at)] if value)
    yield from (f"Known at this client: {fact}" for fact in facts.client_facts)
    if not facts.takes_notes_only:
        yield from (f"Note: {note}" for note in facts.notes)


def _ended(leaf: Leaf | None) -> Iterator[tuple[str, str | None]]:
    if leaf is not None and leaf.type == "escalation":
        yield "Meant for", leaf.to
        yield "Why the steps end here", leaf.reason


def _verify(leaf: Leaf | None) -> Iterator[str]:
    """Yield what is open where the walk stands; an escalation speaks to first line, so it is left to the person."""
    if leaf is None:
        return
    if leaf.type == "resolution":
        yield f"Whether this solves it; the flow came to it and nobody confirmed it: {leaf.text}"
    elif leaf.type != "escalation":
        yield leaf.text


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= LINE else f"{line[: LINE - 1]}…"


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def merged(from_walk: Mapping[str, str], edited: Mapping[str, str | None]) -> dict[str, str]:
    """Return the package with the headings that the person edited in place of those from the walk."""
    given = {name: (edited.get(name) or "").strip() for name in HEADINGS if edited.get(name) is not None}
    return {name: given.get(name, from_walk[name]) for name in HEADINGS}


def missing(package: Mapping[str, str]) -> list[str]:
    """Return the names of empty headings, in their order."""
    return [name for name in HEADINGS if not package[name].strip()]


def words_of(evidence: object) -> str | None:
    """Return evidence as text: what was pasted, a number as it is read, of a picture its name."""
    value = evidence.get("value") if isinstance(evidence, dict) else None
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
