"""The life of a ticket: what a person may make of its status by hand. Walks move it by themselves."""

from collections.abc import Mapping

_BY_HAND: Mapping[str, tuple[str, ...]] = {
    "open": ("in_progress", "waiting", "closed"),
    "in_progress": ("open", "waiting", "closed"),
    "waiting": ("open", "in_progress", "closed"),
    "escalated": ("closed",),
    "resolved": ("closed", "open"),
    "closed": ("open",),
}
"""Resolving and escalating are a walk's: there it is written down how, and what is handed over."""


def may_become(status: str) -> tuple[str, ...]:
    """Return the statuses that a person may give a ticket of this status."""
    return _BY_HAND[status]


def may_change(status: str, to: str) -> bool:
    """Say whether a person may take a ticket from one status to another; to leave it as it is, always."""
    return status == to or to in _BY_HAND[status]
