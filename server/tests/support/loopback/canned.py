"""Sensible answers to any request of the product, made from its evidence; for trying the product by hand."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from tests.support.loopback.replies import BreaksOff, Fails, Never, Refuses, Reply, Says

BY_KEY: dict[str, Reply] = {
    "401": Fails(401, "authentication_error", "invalid x-api-key"),
    "budget": Fails(400, "invalid_request_error", "Your credit balance is too low to access the API."),
    "429": Fails(429, "rate_limit_error", "Too many requests"),
    "500": Fails(500, "api_error", "Internal server error"),
    "529": Fails(529, "overloaded_error", "Overloaded"),
    "refuse": Refuses(),
    "truncate": Says('{"question":"What', stop="max_tokens"),
    "malformed": Says("I'd rather not answer in JSON."),
    "cut": BreaksOff('{"question":'),
    "never": Never(),
}
"""What keys that end in these words meet: ``sk-loopback-429``."""

SLOW_S = 1.5
HELD = "held"
"""Answers to a key that ends in this word wait until they are let go."""


def letting_go(released: asyncio.Event) -> Callable[[dict[str, Any]], Reply]:
    """Return ``canned`` for which answers that are held wait for ``released``."""

    def answer(body: dict[str, Any]) -> Reply:
        return Says(content(body), begins_when=released) if _word(body) == HELD else canned(body)

    return answer


def canned(body: dict[str, Any]) -> Reply:
    """Return the answer to a request; a key that ends in ``slow`` waits for it."""
    word = _word(body)
    if word in BY_KEY:
        return BY_KEY[word]
    return Says(content(body), begins_after=SLOW_S if word == "slow" else 0.0)


def _word(body: dict[str, Any]) -> str:
    return str(body.get("_key") or "").rpartition("-")[2]


def content(body: dict[str, Any]) -> dict[str, Any]:
    """Return what fits the form that was asked for."""
    fields = set(_schema(body).get("properties", {}))
    evidence = _evidence(body)
    if "branches" in fields:
        return scaffold(evidence)
    if "nodes" in fields:
        return branch(evidence)
    return {"ok": True} if "ok" in fields else next_node(evidence)


def _schema(body: dict[str, Any]) -> dict[str, Any]:
    ours = body.get("output_config", {}).get("format", {}).get("schema")
    theirs = body.get("response_format", {}).get("json_schema", {}).get("schema")
    return dict(ours or theirs or {})


def _evidence(body: dict[str, Any]) -> dict[str, Any]:
    for message in body["messages"]:
        if message["role"] == "tool":
            return dict(json.loads(message["content"]))
        for part in message["content"] if isinstance(message["content"], list) else []:
            if part["type"] == "tool_result":
                return dict(json.loads(part["content"][0]["text"]))
    return {}


SEEN = (
    ("No light, no display", "The device has no power: socket, power strip, cable, main switch."),
    ("An error message", "The device or program itself says what is wrong; the words tell where to look."),
    ("It starts, then stops", "It works for a moment and fails again: network, heat, a program that hangs."),
    ("Only one person has it", "Account, profile or that person's device."),
    ("Several people have it", "Something shared: network, server or a service outside."),
    ("Something else", "None of these; collect what second line needs."),
    ("It began after a change", "An update, a move or a new device came just before."),
    ("It is slow", "It works, but takes far longer than it did."),
)


def scaffold(evidence: dict[str, Any]) -> dict[str, Any]:
    """Six branches, none of which is there already."""
    there = {str(title).casefold() for title in evidence.get("already_there", [])}
    wanted = [(title, why) for title, why in SEEN if title.casefold() not in there][: max(2, 6 - len(there))]
    name = evidence.get("flow", {}).get("name", "the problem")
    return {
        "question": f"What does the user see? ({name})"[:240],
        "branches": [{"title": title, "description": why} for title, why in wanted],
    }


def branch(evidence: dict[str, Any]) -> dict[str, Any]:
    """A question, an action on each side, a check, and ends: seven nodes, about 700 tokens."""
    title = evidence.get("branch", {}).get("title", "this")
    wish = evidence.get("wanted_otherwise", "")
    more = f" Wanted: {wish}"[:150] if wish else ""
    return {
        "root": "n1",
        "nodes": [
            _node("n1", "question", f"“{title}”: since when is it so?", f"Ask what changed before.{more}", 1,
                  [("Since today", "n2"), ("For longer", "n3"), ("Can't tell", "n2")]),
            _node("n2", "action", "Have the user save their work and restart the device, then do again what failed.",
                  "Start > Power > Restart, not Shut down. Wait until the desktop has stood still for a minute.", 5,
                  [("It works again", "n6"), ("Still the same", "n4")]),
            _node("n3", "question", "Does the same thing fail for a colleague who sits nearby?",
                  "Let the colleague try the very same thing with their own account and device.", 2,
                  [("Yes, there too", "n7"), ("No, only here", "n4")]),
            _node("n4", "action", "Unplug the device's network cable or leave the Wi-Fi, then connect again.",
                  "The network sign next to the clock shows a connection again before you go on.", 2,
                  [("It works again", "n6"), ("Still the same", "n5")]),
            _node("n5", "escalation", "Second line: two mild repairs had no effect. Note device, exact words of the "
                  "message, since when, and what was tried.", "", 2, []),
            _node("n6", "resolution", "The device had hung. See with the user that their task works, and note what "
                  "helped.", "If it comes back within a week, it goes to second line with both dates.", 1, []),
            _node("n7", "escalation", "Second line: several people are affected. Note who, where they sit, since when.",
                  "Look whether there is an open ticket on the same thing, and join it.", 2, []),
        ],
    }  # fmt: skip


def _node(ref: str, kind: str, text: str, help: str, minutes: float, options: list[tuple[str, str]]) -> dict[str, Any]:  # noqa: A002
    return {
        "ref": ref, "type": kind, "text": text, "help": help, "minutes": minutes,
        "options": [{"label": label, "to": to} for label, to in options],
    }  # fmt: skip


def next_node(evidence: dict[str, Any]) -> dict[str, Any]:
    """A question, then two repairs, then an end; solved when the last answer says so."""
    steps = evidence.get("steps", [])
    cited = [passage["id"] for passage in evidence.get("knowledge", [])[:1]]
    answers: list[str] = []
    last = steps[-1]["answer"] if steps else ""
    if "works" in last.casefold():
        kind, text, answers = (
            "resolution",
            "It works again. Have the user repeat their own task, then note what helped.",
            [],
        )
    elif evidence.get("must_end") or len(steps) >= 3:
        kind, text, answers = (
            "escalation",
            "Second line: nothing mild helped. Note device, message, since when, tries.",
            [],
        )
    else:
        kind, text, answers = (
            ("question", "Who else has it?", ["Nobody else", "Several people", "Can't tell"]),
            ("action", "Have the user restart the device and try again.", ["It works again", "Still the same"]),
            ("action", "Have the user sign out and in again, then try.", ["It works again", "Still the same"]),
        )[len(steps)]
    return {"type": kind, "text": text, "help": "Let the user tell you what stands on the screen.", "answers": answers,
            "citations": cited}  # fmt: skip
