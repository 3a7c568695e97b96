"""Trees to walk."""

from typing import Any

Tree = dict[str, Any]

WORDS = (
    "Does the light on the front of the device stay green for at least ten seconds after you switch it on?",
    "Ask the caller to open the network settings. Is the adapter shown there as connected?",
    "Does another person at the same site see the same message at the moment?",
    "Has the password been changed on any device within the last two days?",
)


def ring(size: int = 63) -> Tree:
    """A flow of ``size`` questions that leads round for as long as one answers `yes`; `no` ends it."""
    nodes: dict[str, Any] = {
        f"q{number}": {
            "id": f"q{number}",
            "type": "question",
            "text": f"{number}. {WORDS[number % len(WORDS)]}",
            "options": [
                {"id": "yes", "label": "Yes", "next_id": f"q{number % size + 1}"},
                {"id": "no", "label": "No", "next_id": "done"},
            ],
        }
        for number in range(1, size + 1)
    }
    nodes["done"] = {"id": "done", "type": "resolution", "text": "Restart the device and note its serial number."}
    return {"root_id": "q1", "nodes": nodes}


def self_loop() -> Tree:
    """A question that leads to itself, so that its id can't tell a retry from a second answer."""
    return ring(1)
