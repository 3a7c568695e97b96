"""An outline as a table: one row for each step, its place given by a dotted number or a level. Pure, linear."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from resolutionflow.flows.importers.parsed import MAX_DOCUMENT_BYTES, NotReadable, Written, shortened
from resolutionflow.flows.importers.rows import Row, made_of_rows

COLUMNS: Mapping[str, frozenset[str]] = {
    "number": frozenset({"step", "number", "no", "no.", "nr", "nr.", "#", "id", "step number", "outline"}),
    "level": frozenset({"level", "depth", "indent"}),
    "text": frozenset({"text", "step text", "question", "instruction", "words", "description", "what", "title"}),
    "answer": frozenset({"answer", "answers", "if", "when", "label", "option", "choice", "condition"}),
    "kind": frozenset({"type", "kind"}),
    "goto": frozenset({"go to", "goto", "next", "next step", "then", "jump to", "continue with"}),
    "help": frozenset({"help", "details", "notes", "hint"}),
    "minutes": frozenset({"minutes", "min", "time"}),
    "to": frozenset({"to", "escalate to", "hand over to"}),
}
MAX_NUMBER_PARTS = 100
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})*")
_MINUTES = re.compile(r"\d{1,5}(?:[.,]\d{1,4})?")


def delimiter_of(text: str) -> str:
    """Return the sign between the columns: the one that the head of the table has most of."""
    head = next((line for line in text[:10_000].split("\n") if line.strip() and not line.startswith("sep=")), "")
    return max(",;\t", key=head.count)


def heads_of(text: str) -> dict[str, int]:
    """Return which column stands where, by the first line; empty if that is not the head of an outline."""
    lines = (line for line in text[:10_000].split("\n") if line.strip())
    head = next((line for line in lines if not line.startswith("sep=")), "")
    found: dict[str, int] = {}
    for at, cell in enumerate(head.split(delimiter_of(text))):
        name = cell.strip().strip('"').strip().casefold()
        column = next((column for column, names in COLUMNS.items() if name in names), None)
        if column is not None:
            found.setdefault(column, at)
    return found if "text" in found and ("number" in found or "level" in found) else {}


def read_table(text: str, name: str) -> list[Written]:
    """Return the flow of a table; raise ``NotReadable``."""
    heads = heads_of(text)
    if not heads:
        raise NotReadable(
            "the first line does not name the columns. An outline has `step` (or `level`), `text`, `answer`, "
            "and may have `type`, `go to`, `help`, `minutes`, `to`.",
            1,
        )
    rows, written = [], Written("")
    for line, cells in _records(text):
        row = _row(line, {column: cells[at].strip() for column, at in heads.items() if at < len(cells)}, written)
        if row is not None:
            rows.append(row)
    made = made_of_rows(rows, name)
    made.remarks[:0] = written.remarks
    return [made]


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows under the head, each with the line it begins on."""
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    begun, headed = 1, False
    try:
        for cells in reader:
            line, begun = begun, reader.line_num + 1
            if not any(cell.strip() for cell in cells) or cells[0].startswith("sep="):
                continue
            if headed:
                yield line, cells
            headed = True
    except csv.Error as error:
        raise NotReadable(f"this is not a table ({error}). A cell with quotes has them twice.", begun) from error


def _row(line: int, cells: Mapping[str, str], written: Written) -> Row | None:
    number, depth = "", 1
    if cells.get("number"):
        number = cells["number"].removeprefix("'").rstrip(".")
        if not _NUMBER.fullmatch(number) or number.count(".") >= MAX_NUMBER_PARTS:
            words = f"“{shortened(number, 40)}” is no number of a step such as 1.2. Write it as text, not as a date."
            written.remark(line, "bad_number", f"{words} The row is left out.", "error")
            return None
        depth = number.count(".") + 1
    elif "level" in cells:
        depth = _level(line, cells["level"], written)
    minutes = cells.get("minutes", "")
    if minutes and not _MINUTES.fullmatch(minutes):
        written.remark(line, "bad_minutes", f"“{shortened(minutes, 40)}” is no number of minutes; it is left out.")
        minutes = ""
    return Row(
        line,
        depth,
        cells.get("answer", ""),
        cells.get("text", ""),
        number,
        cells.get("kind", ""),
        cells.get("goto", ""),
        cells.get("help", ""),
        min(float(minutes.replace(",", ".")), 10_080) if minutes else None,
        cells.get("to", ""),
    )


def _level(line: int, given: str, written: Written) -> int:
    if given.isascii() and given.isdigit() and len(given) <= 4:
        return int(given)
    written.remark(line, "bad_level", f"“{shortened(given, 40)}” is no level such as 1 or 2; 1 is taken.", "error")
    return 1
