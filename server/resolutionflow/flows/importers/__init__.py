"""Documents that are no flow files: guided walkthroughs in Markdown, Mermaid flowcharts, outlines as table or text.

``several`` says cheaply whether a document holds more than one flow; ``read`` returns them.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Final

from resolutionflow.flows.importers.kinds import ENDINGS, KINDS, Kind, kind_of
from resolutionflow.flows.importers.mermaid import read_flowcharts
from resolutionflow.flows.importers.outline_csv import read_table
from resolutionflow.flows.importers.outline_text import read_outline
from resolutionflow.flows.importers.parsed import (
    MAX_DOCUMENT_BYTES,
    NotReadable,
    Read,
    Remark,
    Written,
    made_of,
    readable,
)
from resolutionflow.flows.importers.walkthrough import read_walkthroughs

_FIRST_LEVEL = re.compile(r"^ {0,3}#[ \t]|^ {0,3}=+[ \t]*$", re.MULTILINE)
_CHART = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[ \t]*mermaid\b", re.MULTILINE | re.IGNORECASE)

__all__ = [
    "ENDINGS",
    "KINDS",
    "MAX_DOCUMENT_BYTES",
    "Kind",
    "NotReadable",
    "Read",
    "Remark",
    "kind_of",
    "read",
    "several",
    "text_of",
    "title_of",
]

_READERS: Final[dict[Kind, Callable[[str, str], list[Written]]]] = {
    "walkthrough": read_walkthroughs,
    "mermaid": read_flowcharts,
    "csv": read_table,
    "outline": read_outline,
}


def read(kind: Kind, text: str, name: str) -> list[Read]:
    """Return the flows of a document that is no flow file; raise ``NotReadable``. ``name`` is that of its file."""
    return [made_of(written) for written in _READERS[kind](readable(text), title_of(name))]


def text_of(content: str) -> str:
    """Return the text of a document with plain line ends; raise ``NotReadable`` for what is none, or too much."""
    return readable(content)


def several(kind: Kind, text: str) -> bool:
    """Say whether a document may hold more than one flow."""
    pattern = {"walkthrough": _FIRST_LEVEL, "mermaid": _CHART}.get(kind)
    return pattern is not None and len(list(islice(pattern.finditer(text), 2))) > 1


def title_of(name: str) -> str:
    """Return a title out of the name of a file."""
    stem = name.replace("\\", "/").rpartition("/")[2]
    bare, _, ending = stem.rpartition(".")
    words = " ".join((bare if bare and len(ending) <= 8 else stem).replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Imported flow"
