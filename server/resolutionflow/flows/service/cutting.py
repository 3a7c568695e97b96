"""Cutting the files of an import into flows, each with its text; what can't be read at all is named at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from resolutionflow.flows.flow_file import MAX_FILE_BYTES, FlowFileError, parts
from resolutionflow.flows.import_schemas import ImportFile
from resolutionflow.flows.importers import Kind, NotReadable, Read, kind_of, read, several, text_of
from resolutionflow.flows.refusals import TooManyFlows

MAX_FLOWS = 5_000
MAX_FINDINGS_KEPT = 50
MAX_READ_AT_ONCE = 3_000_000
UNREADABLE = "This holds NUL characters, half of a surrogate pair, or more than 3 MB. Save it as UTF-8, or split it."
TOO_MUCH = "This document holds several flows, and the ones before it held too much already. Import it by itself."


@dataclass(frozen=True, slots=True)
class Cut:
    """One flow of a file: its text, or the flow itself where it could not be parted from others; or why not."""

    name: str
    kind: Kind = "flow_file"
    first_line: int = 1
    content: str | None = None
    flow: str | None = None
    title: str | None = None
    problem: str | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)


def cut_all(files: Iterable[ImportFile]) -> list[Cut]:
    """Return every flow of every file, in order; raise ``TooManyFlows``."""
    cuts: list[Cut] = []
    left = MAX_READ_AT_ONCE
    for file in files:
        kind = file.format or kind_of(file.name, file.content)
        if kind == "flow_file":
            cuts.extend(_of_flow_file(file))
        else:
            found, used = _of_document(file, kind, left)
            left -= used
            cuts.extend(found)
        if len(cuts) > MAX_FLOWS:
            raise TooManyFlows
    return cuts


def _of_flow_file(file: ImportFile) -> Iterator[Cut]:
    try:
        found = parts(file.content)
    except FlowFileError as error:
        yield Cut(file.name, first_line=error.line or 1, problem=str(error))
        return
    for part in found[: MAX_FLOWS + 1]:
        if "\x00" not in part.text and _size(part.text) <= MAX_FILE_BYTES:
            yield Cut(file.name, first_line=part.first_line, content=part.text)
        else:
            yield Cut(file.name, first_line=part.first_line, problem=UNREADABLE)


def _size(text: str) -> int:
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return MAX_FILE_BYTES + 1


def _of_document(file: ImportFile, kind: Kind, left: int) -> tuple[list[Cut], int]:
    """Return the flows of a document, and how much of it was read for that. One with one flow is read later."""
    try:
        text = text_of(file.content)
        if not several(kind, text):
            return [Cut(file.name, kind, content=text)], 0
        if len(text) > left:
            return [Cut(file.name, kind, problem=TOO_MUCH)], 0
        return [_of_read(file, kind, made) for made in read(kind, text, file.name)], len(text)
    except NotReadable as error:
        return [Cut(file.name, kind, error.line or 1, problem=str(error))], 0


def _of_read(file: ImportFile, kind: Kind, made: Read) -> Cut:
    problem = None if made.flow is not None else made.problem
    flow = made.flow.model_dump_json() if made.flow is not None else None
    findings = [finding.model_dump() for finding in made.findings[:MAX_FINDINGS_KEPT]]
    return Cut(file.name, kind, made.first_line, flow=flow, title=made.title, problem=problem, findings=findings)
