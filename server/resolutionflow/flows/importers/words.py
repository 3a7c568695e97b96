"""The words of guides: what sends on, what names a condition, what tells to do something, what hands a problem over."""

import re
from collections.abc import Iterable


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


VERBS = _all(
    "see go goto continue proceed jump skip return follow move start try refer read use perform repeat advance head"
    " turn"
)
"""Words that begin a phrase which sends to another step."""

FILLERS = _all(
    "to with at on onto the section sections step steps back again ahead over directly straight in from below above"
    " next following instructions under into forward page part of all down up through chapter paragraph procedure"
    " for and check out heading over"
)
"""Words that may stand between such a verb and its link."""

JOINERS = _all("then please and you should can must now just simply next, so, that have need to will may")

CONDITIONS = _all(
    "if when otherwise else unless in on yes no y n true false ok none neither both still only after once not any"
)

IMPERATIVES = _all(
    "replace restart reboot unplug plug press ask check turn open set wait call run remove install try reset connect"
    " disconnect update switch select click enter type tell make use change clear delete enable disable log sign"
    " reseat power contact escalate note write send take put close verify confirm follow do repeat create add move"
    " start stop hold release have let look find get give clean empty fill assign grant rename move test apply attach"
    " collect record map unmap print reprint scan swap unlock lock free restore uninstall reinstall"
)

_OTHERS = r"(?!(?:the |your |our |an? )?(?:customer|user|caller|client|person|contact)\b)"
_ESCALATION = re.compile(
    r"\b(?:escalat\w*|hand(?:s|ed)? (?:it |this |the (?:case|ticket|call) )?(?:over|off)\b|hand-?over"
    r"|transfer (?:the (?:user|customer|caller|call) |them |it |this )?to\b"
    r"|(?:open|raise|log|create|file|submit) (?:a |an |the )(?:\w+ ){0,3}(?:case|ticket|call|incident|request)\b"
    rf"|contact {_OTHERS}\w+|call (?:the |your |our )?{_OTHERS}"
    r"(?:\w+ )?(?:support|vendor|manufacturer|supplier|helpdesk|help desk|service desk|engineer|provider|carrier"
    r"|isp|electrician|technician|team)\b"
    r"|second[- ]line|third[- ]line|(?:level|tier)[- ](?:2|3|two|three)\b|pass (?:it|this|the \w+) (?:on )?to\b"
    r"|send an engineer|needs? an engineer|book an engineer|arrange (?:a|an) (?:visit|engineer)|rma\b)",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def escalates(*texts: str) -> bool:
    """Say whether the words of an end hand the problem over to somebody."""
    return any(_ESCALATION.search(text[:4_000]) for text in texts)


def first_word(text: str) -> str:
    """Return the first word of ``text`` in lower case."""
    found = _FIRST_WORD.search(text[:200])
    return found.group().casefold() if found else ""


def tells(text: str) -> bool:
    """Say whether ``text`` begins as an instruction: with a verb, or “then”, “please” and a verb."""
    words = _FIRST_WORD.findall(text[:200].casefold())
    while words and words[0] in {"then", "please", "you", "should", "first", "and", "now", "next", "just"}:
        words = words[1:]
    return bool(words) and words[0] in IMPERATIVES


def kind_of(heading: str, instruction: str, labels: Iterable[str]) -> str:
    """Return whether a step with several ways on asks or tells: by its question mark, its answers, its first word."""
    if "?" in heading or "?" in instruction:
        return "question"
    plain = {label.casefold().rstrip(".") for label in labels}
    if plain & {"yes", "no"}:
        return "question"
    return "action" if tells(heading) or _numbered(instruction) else "question"


def _numbered(instruction: str) -> bool:
    return re.search(r"^1[.)] ", instruction, re.MULTILINE) is not None
