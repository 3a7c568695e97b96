"""What a step may be, whatever it says: plain English, undisguised, with the first line's own orders. Pure.

The table of orders knows what is bad; what stands here asks the other way round, whether it is known to be good.
"""

from collections.abc import Callable, Sequence

from resolutionflow.flows.floor.commands import command
from resolutionflow.flows.floor.disguise import disguised
from resolutionflow.flows.floor.doing import sentences
from resolutionflow.flows.floor.english import not_english
from resolutionflow.flows.floor.known import not_known
from resolutionflow.flows.floor.vocabulary import vocabulary

DISGUISED, COMMAND, NOT_JUDGED, NOT_KNOWN = "disguised", "command", "not_judged", "order_not_known"
MESSAGES = {
    DISGUISED: "Disguised: letters are hidden, replaced or put in code. Say it in plain words.",
    COMMAND: "Command: this command is not one that the first line gives. Say what to look at instead, or escalate.",
    NOT_JUDGED: "Not judged: this is not plain English of a help desk, so nobody can tell whether it is safe. "
    "Say it in plain English.",
    NOT_KNOWN: "Order not known: the first line doesn't do this every day. Say what to look at or to ask "
    "instead, or escalate.",
}
NAMES = tuple(MESSAGES)


def unlike(parts: Sequence[str]) -> tuple[str, str] | None:
    """Return the first of ``NAMES`` that holds for a step, and the words that tell; null if none does."""
    checks: tuple[tuple[str, Callable[[str], str]], ...] = (
        (DISGUISED, disguised),
        (COMMAND, command),
        (NOT_JUDGED, _strange),
    )
    for name, check in checks:
        for part in parts:
            if found := check(part):
                return name, found
    for at, part in enumerate(parts):
        if found := not_known(
            part, vocabulary(), label=at > 0 and "\n" not in part and not part.rstrip().endswith(".")
        ):
            return NOT_KNOWN, found
    return None


def _strange(text: str) -> str:
    return next((sentence for sentence in sentences(text) if not_english(sentence, vocabulary())), "")
