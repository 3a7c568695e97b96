"""The pack's library made into entries of the engine, without server or database."""

from pathlib import Path
from typing import Any

from bench.matching.pack import Problem
from resolutionflow.flows.matching.library import Entry, Floats
from resolutionflow.flows.matching.passages import Subject, passages, weights
from resolutionflow.flows.matching.words import plain, windows
from resolutionflow.flows.tree import Tree
from resolutionflow.platform import vectors

MODEL = Path(vectors.MODEL_DIR) / vectors.MODEL_FILE


def subject(payload: dict[str, Any]) -> Subject:
    """Return a flow payload's words as the product keeps them."""
    tree = Tree.model_validate(payload["tree"])
    texts = [node.text for node in tree.breadth_first()]
    return Subject(payload["title"], payload["description"], texts, keywords=payload["tags"])


def entry(payload: dict[str, Any]) -> Entry:
    """Return a flow payload as an entry, its vectors made."""
    of = subject(payload)
    return Entry.of(weights(of), vectors.embed_all(passages(of)))


def problem_vectors(problem: Problem) -> list[Floats]:
    """Return the vectors of a problem's windows."""
    return vectors.embed_all(windows(plain(problem.text)))
