"""The ticket note of a walk, in words: everything for colleagues, the fix alone for the client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from html import escape
from typing import Literal

from resolutionflow.kit.redact import MASK, redacted
from resolutionflow.walks.engine.package import Tried
from resolutionflow.walks.engine.template import Section, filled

Format = Literal["text", "markdown", "html"]
Audience = Literal["internal", "client"]

CLIENT_PLACEHOLDERS: dict[str, str] = {
    "ticket": "The ticket's number",
    "client": "The client's name",
    "contact": "Who called",
    "asset": "What device it is about",
    "problem": "The problem, in the words of the intake",
    "resolution": "What was done, once the walk is resolved",
    "progress": "What happens next, until the walk is resolved",
    "started": "When the work began",
    "ended": "When it ended",
    "technician": "Who worked on it first",
    "minutes": "Minutes of active work, pauses left out",
}
"""What a note for the client may tell: the fix, not the road to it."""

INTERNAL_PLACEHOLDERS: dict[str, str] = CLIENT_PLACEHOLDERS | {
    "state": "Resolved, escalated or abandoned and when, or that it has not ended",
    "people": "Who worked on it, and who took it over",
    "time": "Time entries that were recorded",
    "flow": "The flow and its version",
    "steps": "The answered steps, one a line",
    "also_tried": "Steps that were undone, one a line",
    "notes": "The notes of the walk",
    "escalation": "Why it was escalated",
    "hypothesis": "The hand-over's current hypothesis",
    "context": "The hand-over's context",
    "verify_first": "What the hand-over says to verify first",
    "waiting_on": "What a parked walk waits for",
    "pictures": "Names of the pictures",
}
"""What an internal note may tell: everything."""

PLACEHOLDERS: Mapping[Audience, Mapping[str, str]] = {"internal": INTERNAL_PLACEHOLDERS, "client": CLIENT_PLACEHOLDERS}

BUILT_IN: Mapping[Audience, str] = {
    "internal": """\
## Ticket
{{ticket}}
Client: {{client}}
Started: {{started}}
{{state}}
Worked on by: {{people}}, for {{minutes}}
Time: {{time}}
## Problem
{{problem}}
## Flow
{{flow}}
## Steps
{{steps}}
## Also tried
{{also_tried}}
## Notes
{{notes}}
## Pictures
{{pictures}}
## Resolution
{{resolution}}
## Escalation
{{escalation}}
## Current hypothesis
{{hypothesis}}
## Context
{{context}}
## What to verify first
{{verify_first}}
## Waiting on
{{waiting_on}}
""",
    "client": """\
## Your request
{{problem}}
## What we did
{{resolution}}
## Status
{{progress}}
""",
}
"""The templates of an account that has none of its own."""

MOST_PROOF = 200
"""Characters of what was said or pasted that a step's line shows; all of it stands in the walk."""

_PROGRESS = {
    "active": "We are working on this.",
    "escalated": "We have passed this on to a specialist, who will continue with it.",
    "abandoned": "Work on this has stopped for now.",
    "resolved": "This has been resolved.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a ticket note tells of a walk; ``ended`` is null while it goes on, ``minutes`` are those of active work.

    Moments are written in ``zone``, that of whoever reads, and it is named.
    """

    status: str
    ticket: str
    client: str | None
    contact: str | None
    asset: str | None
    started: datetime
    ended: datetime | None
    problem: str
    flow: str | None
    technician: str
    taken_by: str | None
    steps: list[Tried]
    skipped: int
    also_tried: list[Tried]
    notes: list[str]
    resolution: str | None
    escalation: str | None
    package: dict[str, str]
    waiting_on: str | None
    minutes: int
    time: list[str]
    pictures: list[str]
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Written:
    """A note, and how many secrets were masked in it."""

    text: str
    masked: int


def note(told: Told, audience: Audience, style: Format, template: str | None = None) -> Written:
    """Return the note after ``template``, else the built-in one; secrets are masked, and in HTML all is escaped."""
    allowed = PLACEHOLDERS[audience]
    values = {name: lines for name, lines in _values(told, audience).items() if name in allowed}
    sections = filled(template or BUILT_IN[audience], values)
    clean = [(redacted(heading), redacted("\n".join(lines)).split("\n")) for heading, lines in sections]
    masked = sum(line.count(MASK) for _, lines in clean for line in lines)
    return Written({"text": _text, "markdown": _markdown, "html": _html}[style](clean), masked)


def _values(told: Told, audience: Audience) -> dict[str, list[str]]:
    solved = told.status == "resolved" and bool(told.resolution)
    package = told.package if told.escalation else {}
    return {
        "ticket": [_one_line(told.ticket)],
        "client": _line(told.client),
        "contact": _line(told.contact),
        "asset": _line(told.asset),
        "problem": _lines(told.problem),
        "resolution": _lines(told.resolution) if solved or audience == "internal" else [],
        "progress": [] if solved else [_PROGRESS[told.status]],
        "started": [_moment(told.started, told.zone)],
        "ended": [_moment(told.ended, told.zone)] if told.ended else [],
        "technician": [told.technician],
        "minutes": [f"{told.minutes} {'minute' if told.minutes == 1 else 'minutes'}"],
        "state": [f"{told.status.capitalize()}: {_moment(told.ended, told.zone)}" if told.ended else "Not ended yet"],
        "people": [f"{told.technician}, taken over by {told.taken_by}" if told.taken_by else told.technician],
        "time": told.time,
        "flow": _line(told.flow),
        "steps": _earlier(told) + [_step(step) for step in told.steps],
        "also_tried": [_step(step) for step in told.also_tried],
        "notes": [line for text in told.notes for line in _lines(text)],
        "escalation": _lines(told.escalation),
        "hypothesis": _lines(package.get("current_hypothesis")),
        "context": _lines(package.get("context")),
        "verify_first": _lines(package.get("what_to_verify_first")),
        "waiting_on": _lines(told.waiting_on),
        "pictures": told.pictures,
    }


def _earlier(told: Told) -> list[str]:
    return [f"({told.skipped} earlier steps)"] if told.skipped else []


def _moment(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} {zone}"


def _step(step: Tried) -> str:
    said = f"{_one_line(step.question)} → {_one_line(step.answer)}"
    noted = f" ({_one_line(step.note)})" if step.note and step.note.strip() else ""
    proof = _one_line(step.evidence or "")
    shown = proof if len(proof) <= MOST_PROOF else f"{proof[: MOST_PROOF - 1]}…"
    return f"{said}{noted} [“{shown}”]" if shown else f"{said}{noted}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _line(text: str | None) -> list[str]:
    return [_one_line(text)] if text and text.strip() else []


def _lines(text: str | None) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()] if text else []


def _text(sections: list[Section]) -> str:
    return "\n\n".join("\n".join([heading.upper(), *lines] if heading else lines) for heading, lines in sections)


def _markdown(sections: list[Section]) -> str:
    return "\n\n".join(
        (f"**{_escaped(heading)}**\n\n" if heading else "") + "\n".join(_markdown_line(line) for line in lines)
        for heading, lines in sections
    )


def _markdown_line(line: str) -> str:
    return f"- {_escaped(line)}" if line else ""


def _escaped(line: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in line)


def _html(sections: list[Section]) -> str:
    return "".join(
        (f"<h4>{escape(heading)}</h4>" if heading else "")
        + f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines if line)}</ul>"
        for heading, lines in sections
    )
