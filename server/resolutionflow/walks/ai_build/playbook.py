"""What the built-in playbook knows of a problem."""

from resolutionflow.ai.playbook.engine import make, problem_of
from resolutionflow.ai.port import NextNodeAsked


def playbook_knows(problem: str, category: str) -> bool:
    """Say whether the playbook has steps for a problem."""
    return make(NextNodeAsked(problem, category)) is not None


def playbook_category(problem: str) -> str | None:
    """Return the category of the problem that a text is about, null when the playbook knows none."""
    found = problem_of(problem)
    return found.problem.category if found is not None else None
