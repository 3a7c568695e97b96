"""What a model is told, one file a version. A version that was sent is never edited: write the next one.

None of these holds a word of an account: what an account says goes in as evidence (``ai/evidence.py``).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resolutionflow.ai.port import Task

_FOLDER = Path(__file__).resolve().parent
_FILES: dict[Task, tuple[str, ...]] = {
    Task.SCAFFOLD: ("flow-1", "scaffold-1"),
    Task.BRANCH: ("flow-1", "branch-1"),
    Task.NEXT_NODE: ("next-node-3",),
    Task.AHEAD: ("next-node-3",),
    Task.TEST: ("test-1",),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """The system prompt of a task, and the version that usage rows name."""

    version: str
    text: str


@cache
def prompt(task: Task) -> Prompt:
    """Return the system prompt in use for ``task``."""
    names = _FILES[task]
    parts = ((_FOLDER / f"{name}.md").read_text("utf-8").strip() for name in names)
    return Prompt("+".join(names), "\n\n".join(parts))
