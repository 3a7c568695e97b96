"""The ticket note of a walk, in words: everything for colleagues, the fix alone for the client."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Literal

from resolutionflow.kit.redact import redacted
from resolutionflow.walks.engine.package import HEADINGS, Tried

Format = Literal["text", "markdown", "html"]
Section = tuple[str, list[str]]
"""A heading and its lines."""

_CLIENT_WORDS = {
    "active": "We are working on this.",
    "escalated": "We have passed this on to a specialist, who will continue with it.",
    "abandoned": "Work on this has stopped for now.",
    "resolved": "This has been resolved.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a ticket note tells of a walk; ``ended`` is null while it goes on, ``minutes`` are those of active work."""

    status: str
    ticket: str
    client: str | None
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


def note(told: Told, audience: Literal["internal", "client"], style: Format) -> str:
    """Return the note; secrets are masked, and in HTML everything is escaped."""
    sections = [section for section in (_client(told) if audience == "client" else _internal(told)) if section[1]]
    clean = [(heading, [redacted(line) for line in lines]) for heading, lines in sections]
    return {"text": _text, "markdown": _markdown, "html": _html}[style](clean)


def _client(told: Told) -> Iterator[Section]:
    yield "Your request", _lines(told.problem)
    if told.status == "resolved" and told.resolution:
        yield "What we did", _lines(told.resolution)
    else:
        yield "Status", [_CLIENT_WORDS[told.status]]


def _internal(told: Told) -> Iterator[Section]:
    yield "Ticket", list(_head(told))
    yield "Problem", _lines(told.problem)
    yield "Flow", [told.flow] if told.flow else []
    earlier = [f"({told.skipped} earlier steps)"] if told.skipped else []
    yield "Steps", earlier + [_step(step) for step in told.steps]
    yield "Also tried", [_step(step) for step in told.also_tried]
    yield "Notes", [line for text in told.notes for line in _lines(text)]
    yield "Resolution", _lines(told.resolution or "")
    yield "Escalation", _lines(told.escalation or "")
    if told.escalation:
        for name, heading in HEADINGS.items():
            if name not in ("what_is_happening", "what_has_been_tried"):
                yield heading, _lines(told.package.get(name, ""))
    yield "Waiting on", _lines(told.waiting_on or "")


def _head(told: Told) -> Iterator[str]:
    yield _one_line(told.ticket)
    if told.client:
        yield f"Client: {_one_line(told.client)}"
    yield f"Started: {_moment(told.started)}"
    yield f"{told.status.capitalize()}: {_moment(told.ended)}" if told.ended else "Not ended yet"
    people = f"{told.technician}, taken over by {told.taken_by}" if told.taken_by else told.technician
    yield f"Worked on by: {people}, for {told.minutes} {'minute' if told.minutes == 1 else 'minutes'}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _step(step: Tried) -> str:
    said = f"{_one_line(step.question)} → {_one_line(step.answer)}"
    return f"{said} ({_one_line(step.note)})" if step.note and step.note.strip() else said


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _text(sections: list[Section]) -> str:
    return "\n\n".join("\n".join([heading.upper(), *lines]) for heading, lines in sections)


def _markdown(sections: list[Section]) -> str:
    return "\n\n".join(
        f"**{heading}**\n\n" + "\n".join(_markdown_line(line) for line in lines) for heading, lines in sections
    )


def _markdown_line(line: str) -> str:
    escaped = "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in line)
    return f"- {escaped}" if escaped else ""


def _html(sections: list[Section]) -> str:
    return "".join(
        f"<h4>{escape(heading)}</h4><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines if line)}</ul>"
        for heading, lines in sections
    )
