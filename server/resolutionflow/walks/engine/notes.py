"""The notes of a walk: their size, and their words."""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

MAX_BYTES = 262_144


def size(notes: list[Any]) -> int:
    """Return the bytes of ``notes`` as compact UTF-8 JSON."""
    return len(json.dumps(notes, ensure_ascii=False, separators=(",", ":")).encode())


def words(notes: list[Any]) -> list[str]:
    """Return the notes as lines of text: strings as they are, of objects what stands under ``text``."""
    found = [note if isinstance(note, str) else note.get("text") if isinstance(note, dict) else None for note in notes]
    return [text.strip() for text in found if isinstance(text, str) and text.strip()]


def with_pictures(notes: list[Any], names: Iterable[str]) -> list[str]:
    """Return the words of the notes, and the pictures of the walk by name: they stay with the walk."""
    return [*words(notes), *(f"Picture in the walk: {name}" for name in names)]


def leaves(value: Any) -> Iterator[Any]:
    """Yield every key and every plain value in a JSON value."""
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value


def finite(value: Any) -> bool:
    """Say whether a plain JSON value is one that JSON has (no NaN, no infinity)."""
    return not isinstance(value, float) or math.isfinite(value)
