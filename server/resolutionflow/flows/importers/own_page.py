"""The Markdown pages that this product writes itself, read back word for word. Pure."""

import re
from dataclasses import dataclass, field

from resolutionflow.flows.importers.blocks import Piece
from resolutionflow.flows.importers.inline import LINK, Inline, read_inline

_KIND = re.compile(r"\*(Question|Do this|Resolved|Escalate)(?:, about (\d{1,5}(?:\.\d{1,9})?(?:e[+-]\d{1,2})?) min)?\*")
_KINDS = {"Question": "question", "Do this": "action", "Resolved": "resolution", "Escalate": "escalation"}
_FIELDS = {"Why: ": "reason", "To: ": "to", "Hand over: ": "hand_over"}


@dataclass(slots=True)
class OwnStep:
    """A step as a page of our own has it; each answer with the name of the heading that it leads to, if any."""

    kind: str
    minutes: float | None
    telling: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[str, str | None, int]] = field(default_factory=list)


def read_own(pieces: list[Piece]) -> OwnStep | None:
    """Return the step that ``pieces`` are in a page of our own; None if the page is not."""
    found = _KIND.fullmatch(pieces[0].text.strip()) if pieces and pieces[0].kind == "para" else None
    if found is None:
        return None
    made = OwnStep(_KINDS[found.group(1)], float(found.group(2)) if found.group(2) else None)
    for piece in pieces[1:]:
        inline = read_inline(piece.text, piece.line, {})
        if piece.kind == "item" and _is_answer(inline):
            target = inline.links[0].name if inline.links else None
            made.answers.append((inline.text[: inline.lead].strip(), target, piece.line))
        else:
            _tell(made, inline.text.replace(LINK, ""))
    return made


def _is_answer(inline: Inline) -> bool:
    return inline.lead > 0 and inline.text[inline.lead :].lstrip().startswith("→")


def _tell(made: OwnStep, text: str) -> None:
    name = next((mark for mark in _FIELDS if text.startswith(mark)), None)
    if made.kind == "escalation" and name is not None and _FIELDS[name] not in made.fields:
        made.fields[_FIELDS[name]] = text.removeprefix(name)
    else:
        made.telling.append(text)
