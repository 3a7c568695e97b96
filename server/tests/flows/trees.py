"""Small trees for tests."""

from typing import Any

Raw = dict[str, Any]


def option(option_id: str, next_id: str | None, label: str | None = None, **more: Any) -> Raw:
    return {"id": option_id, "label": label or option_id, "next_id": next_id, **more}


def question(text: str, *options: Raw, **more: Any) -> Raw:
    return {"type": "question", "text": text, "options": list(options), **more}


def action(text: str, *options: Raw, **more: Any) -> Raw:
    return {"type": "action", "text": text, "options": list(options), **more}


def resolution(text: str, **more: Any) -> Raw:
    return {"type": "resolution", "text": text, **more}


def escalation(text: str, **more: Any) -> Raw:
    return {"type": "escalation", "text": text, **more}


def tree(**nodes: Raw) -> Raw:
    """A tree whose first node is its root."""
    return {"root_id": next(iter(nodes)), "nodes": nodes}


def printer() -> Raw:
    """A whole small tree: a question, an action and three ends."""
    return tree(
        power=question("Is the printer's light on?", option("yes", "paper", "Yes"), option("no", "plug", "No")),
        plug=action(
            "Plug the printer in and switch it on.",
            option("on", "paper", "The light is on now"),
            option("dead", "hand", "Still dark"),
        ),
        paper=question("Is there paper in the tray?", option("yes", "hand", "Yes"), option("no", "fill", "No")),
        fill=resolution("The tray was empty; it is filled."),
        hand=escalation("The printer needs an engineer.", to="Field service", reason="Not solved by first steps"),
    )


def flow(title: str = "Printer does not print", **more: Any) -> Raw:
    """The body that makes a flow."""
    return {"title": title, "description": "Nothing comes out.", "category": "Printing", "tree": printer(), **more}
