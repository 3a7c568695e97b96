"""What a step may be, whatever it says: plain English, undisguised, with commands of the first line alone. Pure.

The table of orders knows what is bad; what stands here asks whether a step can be judged at all.
"""

from collections.abc import Callable, Sequence

from resolutionflow.flows.floor.commands import command
from resolutionflow.flows.floor.disguise import disguised
from resolutionflow.flows.floor.english import strange

DISGUISED, COMMAND, NOT_JUDGED = "disguised", "command", "not_judged"
MESSAGES = {
    DISGUISED: "Disguised: letters are hidden, replaced or put in code. Say it in plain words.",
    COMMAND: "Command: this command is not one that the first line gives. Say what to look at instead, or escalate.",
    NOT_JUDGED: "Not judged: this is not plain English of a help desk, so nobody can tell whether it is safe. "
    "Say it in plain English.",
}
_CHECKS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (DISGUISED, disguised),
    (COMMAND, command),
    (NOT_JUDGED, strange),
)


def unlike(parts: Sequence[str]) -> tuple[str, str] | None:
    """Return the first of ``MESSAGES`` that holds for a step, and the words that tell; null if none does."""
    for name, check in _CHECKS:
        for part in parts:
            if found := check(part):
                return name, found
    return None
