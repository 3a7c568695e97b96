"""Says in a technician's words why an answer is marked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutionflow.flows.replies.measures import Sign, opposites
from resolutionflow.flows.replies.question import Asked
from resolutionflow.flows.replies.reading import Reading

NOT_CLEAR = "Not clear from these words: choose yourself."
NOT_KNOWN = "They don't know (“{words}”): choose yourself, or help them find out."
MOST_REASONS = 2
_SILENT = frozenset({"start", "affirmed_more", "against"})


@dataclass(frozen=True, slots=True)
class Why:
    """The reason as one sentence, and the words of the reply that decided."""

    text: str
    words: list[str]


def why(step: Asked, reply: Reading, signs: Sequence[tuple[Sign, float]], best: int, *, sure: bool) -> Why:
    """Return why the best answer is marked, or why none is."""
    if not sure:
        return Why(NOT_KNOWN.format(words=reply.unsure) if reply.unsure else NOT_CLEAR, [])
    telling = sorted((pair for pair in signs if pair[1] > 0), key=lambda pair: -pair[1])
    if any(sign.name == "denied_asked" for sign, _ in telling):
        telling = [pair for pair in telling if pair[0].name != "denied"]
    reasons = dict.fromkeys(_told(sign, step, reply) for sign, _ in telling if sign.name not in _SILENT)
    said = [text for text in reasons if text][:MOST_REASONS]
    words = dict.fromkeys(word for sign, _ in telling for word in _words(sign, step, reply) if word)
    label = step.answers[best].label
    return Why("; ".join(said) or f"nothing speaks against “{label}”", list(words)[:6])


def _words(sign: Sign, step: Asked, reply: Reading) -> tuple[str, ...]:
    if sign.name == "opposite":
        found = opposites(reply, step)
        return (found[0],) if found else ()
    return sign.said


def _told(sign: Sign, step: Asked, reply: Reading) -> str:
    quoted = ", ".join(f"“{word}”" for word in sign.said if word)
    if sign.name == "opposite":
        return _opposed(step, reply)
    if not quoted:
        return _PLAIN.get(sign.name, "")
    return _QUOTING.get(sign.name, "").format(quoted=quoted, side="outside" if sign.value < 0 else "within")


_QUOTING = {
    "verdict": "they say {quoted}",
    "bare": "they say {quoted}",
    "denied": "{quoted} denies it",
    "denied_asked": "they deny it: {quoted}",
    "same": "they say it in the question's words: {quoted}",
    "valence": "{quoted} tells how it is",
    "outcome": "{quoted} tells how it is",
    "number": "{quoted} is {side} what is asked for",
    "named": "they name it: {quoted}",
    "words": "same words: {quoted}",
    "unsure": "they don't know: {quoted}",
}
_PLAIN = {"emphasis": "they confirm it (“it does”)"}


def _opposed(step: Asked, reply: Reading) -> str:
    found = opposites(reply, step)
    return f"“{found[0]}” is the opposite of “{found[1]}”" if found else ""
