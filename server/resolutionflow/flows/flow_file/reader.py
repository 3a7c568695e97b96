"""From the text of a flow file to plain values, with the line of whatever is wrong. Safe with hostile files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NoReturn

from yaml import YAMLError
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

MAX_FILE_BYTES = 3_000_000
MAX_DEPTH = 10
NUMBERS = frozenset({"minutes", "min", "max", "resolutionflow"})
TRUTHS = frozenset({"needs_review"})
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_MARKER = re.compile(r"^---(?=\s|$)", re.MULTILINE)
_EMPTY = re.compile(r"(?:[ \t]*(?:#[^\n]*|%[^\n]*|\.\.\.[ \t]*)?(?:\n|$))*")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")


class FlowFileError(ValueError):
    """A file that can't be read as a flow; the message says where and what to do."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"Line {line}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one flow of a file, and the line of the file on which it begins."""

    text: str
    first_line: int = 1


def decoded(raw: bytes) -> str:
    """Return the bytes of a file as text; raise ``FlowFileError`` for what is not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FlowFileError("this is not UTF-8 text. Save the file as UTF-8.", line) from error


def parts(text: str) -> list[Part]:
    """Return the flows of a file, each as text of its own; raise ``FlowFileError`` when there is none."""
    text = text.removeprefix("\ufeff")
    found = _json_parts(text) if text.lstrip()[:1] == "[" else _yaml_parts(text)
    if not found:
        raise FlowFileError("there is no flow in this file.")
    return found


def _json_parts(text: str) -> list[Part]:
    entries = _json(text, 1)
    if not isinstance(entries, list):
        return [Part(text)]
    return [Part(json.dumps(entry, ensure_ascii=False)) for entry in entries]


def _yaml_parts(text: str) -> list[Part]:
    """Cut at every `---` that begins a line: YAML allows it nowhere else, not even inside a block of text."""
    found: list[Part] = []
    line = 1
    for begin, end in pairwise([0, *(match.start() for match in _MARKER.finditer(text)), len(text)]):
        chunk = text[begin:end]
        if not _EMPTY.fullmatch(chunk.removeprefix("---")):
            found.append(Part(chunk, line))
        line += chunk.count("\n")
    return found


def parsed(part: Part) -> Any:
    """Return the one document of ``part`` as plain values; raise ``FlowFileError``."""
    try:
        size = len(part.text.encode())
    except UnicodeEncodeError as error:
        raise FlowFileError("this holds half of a surrogate pair. Save the file as UTF-8.") from error
    if size > MAX_FILE_BYTES:
        raise FlowFileError(f"this flow takes {size} bytes; {MAX_FILE_BYTES} is the most. Split it into two flows.")
    if part.text.lstrip()[:1] == "{":
        return _json(part.text, part.first_line)
    return _yaml(part)


def _json(text: str, first_line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FlowFileError(f"this is not JSON ({error.msg}).", error.lineno + first_line - 1) from error
    except RecursionError as error:
        raise FlowFileError("this is nested too deeply for a flow.") from error
    except FlowFileError:
        raise
    except ValueError as error:
        raise FlowFileError("a number in it is too long.") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise FlowFileError(f"“{twice[:100]}” stands twice in one map. Give each its own name.")
    return made


def _no_constant(name: str) -> NoReturn:
    raise FlowFileError(f"{name} is not a number here.")


@dataclass(slots=True)
class _Open:
    """A map or list whose end has not come yet; ``key`` is the one whose value comes next."""

    value: dict[str, Any] | list[Any]
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Puts values together out of the parser's events."""

    first_line: int
    open: list[_Open] = field(default_factory=list)
    root: Any = None

    def take(self, event: Event) -> None:
        """Take in the next event; raise ``FlowFileError``."""
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._begin(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.open.pop()
        elif isinstance(event, AliasEvent):
            self._refuse(event, "a flow file takes no aliases (`*name`). Write the words out.")

    def _refuse(self, event: Event, message: str) -> NoReturn:
        raise FlowFileError(message, event.start_mark.line + self.first_line)

    def _plain_node(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, "a flow file takes no anchors (`&name`). Remove it.")
        if event.tag is not None:
            self._refuse(event, "a flow file takes no tags (`!name`). Remove it.")

    def _begin(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._plain_node(event)
        if len(self.open) >= MAX_DEPTH:
            self._refuse(event, "this is nested too deeply for a flow.")
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            self._refuse(event, "a name is expected here, not a map or a list.")
        made: dict[str, Any] | list[Any] = {} if isinstance(event, MappingStartEvent) else []
        self._put(made)
        self.open.append(_Open(made))

    def _scalar(self, event: ScalarEvent) -> None:
        self._plain_node(event)
        here = self.open[-1] if self.open else None
        if here is None or isinstance(here.value, list):
            self._put(_typed(event, None))
        elif here.key is None:
            if event.value in here.value:
                self._refuse(event, f"“{event.value[:100]}” stands twice in one map. Give each its own name.")
            here.key = event.value
        else:
            self._put(_typed(event, here.key))

    def _put(self, value: Any) -> None:
        if not self.open:
            self.root = value
        elif isinstance(self.open[-1].value, list):
            self.open[-1].value.append(value)
        else:
            assert self.open[-1].key is not None
            self.open[-1].value[self.open[-1].key] = value
            self.open[-1].key = None


def _typed(event: ScalarEvent, key: str | None) -> str | int | float | bool | None:
    """Return what a scalar stands for. Its field says so: words stay words, whatever they look like."""
    value: str = event.value
    if not event.implicit[0]:
        return value
    if value in NULLS:
        return None
    if key in NUMBERS and len(value) <= 30 and _NUMBER.fullmatch(value):
        return int(value) if value.lstrip("+-").isdigit() else float(value)
    if key in TRUTHS and value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value


def _yaml(part: Part) -> Any:
    builder = _Builder(part.first_line)
    try:
        for event in _events(part.text):
            builder.take(event)
    except ReaderError as error:
        line = part.text.count("\n", 0, error.position) + part.first_line
        raise FlowFileError("a control character stands here. Remove it.", line) from error
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + part.first_line if mark is not None else part.first_line
        problem = getattr(error, "problem", None) or "it can't be understood"
        raise FlowFileError(f"this is not YAML ({problem}).", line) from error
    return builder.root


def _events(text: str) -> Iterator[Event]:
    parser = CParser(text)
    try:
        while not isinstance(event := parser.get_event(), StreamEndEvent):
            yield event
    finally:
        parser.dispose()
