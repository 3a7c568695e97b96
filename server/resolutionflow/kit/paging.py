"""Keyset paging: ``?after=<cursor>&limit=<n>``."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from resolutionflow.kit.errors import Malformed

MAX_LIMIT = 200
FIRST_YEAR, LAST_YEAR = 1970, 9000

T = TypeVar("T")
R = TypeVar("R")


class BadCursor(Malformed):
    """The ``after`` cursor was not made by this list. Start again without it."""


class Page(BaseModel, Generic[T]):
    """One page of a list; ``next`` is the cursor of the page after it, null on the last one."""

    items: list[T]
    next: str | None = None


def encode_cursor(key: Sequence[Any]) -> str:
    """Return an opaque cursor for the sort key (JSON values) of the last row of a page."""
    raw = json.dumps(list(key), separators=(",", ":"), default=str).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> list[Any]:
    """Return the sort key in ``cursor``, whose parts are of these ``kinds``; raise ``BadCursor`` otherwise."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise BadCursor from error
    # by type() and not isinstance(): JSON's true is no number here
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise BadCursor
    return key


def decode_moment(cursor: str) -> tuple[datetime, UUID]:
    """Return the moment and id in the cursor of a list ordered by both; raise ``BadCursor`` otherwise."""
    moment, row_id = decode_cursor(cursor, str, str)
    try:
        found = datetime.fromisoformat(moment), UUID(row_id)
    except ValueError as error:
        raise BadCursor from error
    # at the ends of the calendar a moment of another zone has no UTC
    if found[0].tzinfo is None or not FIRST_YEAR <= found[0].year < LAST_YEAR:
        raise BadCursor
    return found


def page_of(
    rows: Sequence[R], limit: int, key: Callable[[R], Sequence[Any]], show: Callable[[R], T]
) -> tuple[list[T], str | None]:
    """Return the items and next cursor of ``rows``, fetched with ``limit + 1``."""
    more = len(rows) > limit
    kept = rows[:limit]
    return [show(row) for row in kept], encode_cursor(key(kept[-1])) if more and kept else None
