"""Answers that say that the fault is gone: then the ticket is to be resolved, and nobody needs to be asked; pure."""

import re
from collections.abc import Mapping
from typing import Any

from resolutionflow.ai.port import NodeMade

_SUBJECT = r"(?:yes )?(?:(?:it|all|everything|this|that|the (?:problem|fault|issue|error)) )?"
_ANYWHERE = re.compile(
    _SUBJECT
    + r"(?:(?:is )?(?:now )?(?:works|working)(?: fine)? (?:again|now)(?: fine)?"
    + r"|(?:is |has been )?(?:fixed|solved|resolved) now|now (?:fixed|solved|resolved)|(?:is )?back to normal(?: now)?)"
)
"""Whole answers that say so to any step. A bare "it works" may be said of another device, so it is none of them."""
_TO_AN_ACTION = re.compile(
    _SUBJECT + r"(?:is |was |has been )?(?:fixed|solved|resolved)(?: it)?"
    r"|(?:yes )?(?:the )?(?:problem|fault|issue|error)(?: message)? (?:is )?gone(?: now)?|(?:yes )?that did it"
)
"""Whole answers that say so to something that was to be done; to a question "Fixed" may be a plain fact."""
_SAID = re.compile(r"[^\w\s]+|_")


def says_fixed(node: Mapping[str, Any], label: str) -> bool:
    """Say whether an answer to a made step says, in all of its words, that the fault is gone."""
    words = " ".join(_SAID.sub(" ", label.casefold().replace("it's", "it is").replace("it’s", "it is")).split())
    if _ANYWHERE.fullmatch(words):
        return True
    return node["type"] == "action" and _TO_AN_ACTION.fullmatch(words) is not None


def end_of(node: Mapping[str, Any], label: str) -> NodeMade:
    """Return the step after such an answer: its words say what helped, for they are proposed as the resolution."""
    return NodeMade(
        "resolution",
        f"{node['text']} {label.rstrip('.')}.",
        help="Make sure of it with the person, then resolve the ticket.",
    )
