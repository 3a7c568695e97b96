"""Answer what features ask from the library alone: the same question gets the same answer, or none. No model."""

from collections.abc import Callable, Sequence

from resolutionflow.ai.playbook.choosing import Alike, choose, nothing_known
from resolutionflow.ai.playbook.drafting import draft, nearest, wish, wished
from resolutionflow.ai.playbook.library import Branch, Problem
from resolutionflow.ai.playbook.ranking import Match, Ranking, ranking
from resolutionflow.ai.playbook.walking import next_node
from resolutionflow.ai.port import (
    Asked,
    BranchAsked,
    BranchProposed,
    Draft,
    Foundation,
    Made,
    NextNodeAsked,
    NodeMade,
    Scaffold,
    ScaffoldAsked,
)

OPTIONS = 9
KIN = 0.5
"""Share of a title's words that a branch of the same problem must have to stand for it."""
STRANGER = 0.75
"""The same for a branch of any problem, where the flow's subject itself is unknown."""
HINTED = 0.34
"""Share of a branch's words that the problem's text must have for the branch to come first."""


Find = Callable[[str], Problem | None]


def make(asked: Asked, alike: Alike = nothing_known) -> Made | None:
    """Return what is asked for; null when no playbook matches. ``alike`` knows meanings: without it words decide."""

    def find(text: str) -> Problem | None:
        found = problem_of(text, alike)
        return found.problem if found else None

    if isinstance(asked, ScaffoldAsked):
        return _scaffold(asked, find)
    if isinstance(asked, BranchAsked):
        return _branch(asked, find)
    return _next_node(asked, find)


def problem_of(text: str, alike: Alike = nothing_known) -> Match | None:
    """Return the problem that a ticket's text is about, null when the library has none or two could be."""
    return choose(text, alike)


def _scaffold(asked: ScaffoldAsked, find: Find) -> Scaffold | None:
    problem = _about(asked.foundation, find)
    if problem is None:
        return None
    known = ranking()
    kept = [known.library.words.concepts(title) for title in (*asked.keep, *asked.dropped)]
    branches = [
        branch for branch in _likeliest_first(problem, _told(asked.foundation)) if not _is_kept(known, branch, kept)
    ]
    if not branches:
        return None
    proposed = [BranchProposed(branch.title, branch.when) for branch in branches]
    return Scaffold(problem.question, proposed[: max(1, OPTIONS - len(asked.keep))])


def _branch(asked: BranchAsked, find: Find) -> Draft | None:
    problem = _about(asked.foundation, find) or _by_titles(asked)
    if problem is not None:
        branch = _renamed(problem, asked.branch) or _like(problem.branches, asked.branch, KIN)
        return draft(problem, wished(branch, wish(asked.remark))) if branch else None
    for other in ranking().library.problems:
        branch = _titled(other, asked.branch.title) or _like(other.branches, asked.branch, STRANGER)
        if branch is not None:
            return draft(other, wished(branch, wish(asked.remark)))
    return None


def _next_node(asked: NextNodeAsked, find: Find) -> NodeMade | None:
    problem = find(asked.problem) or find(f"{asked.problem}\n{asked.category}")
    if problem is None:
        return None
    branches = _likeliest_first(problem, asked.problem)[: OPTIONS - 1]
    return next_node(problem, branches, asked.path, must_end=asked.must_end)


def _about(foundation: Foundation, find: Find) -> Problem | None:
    return find(foundation.name) or find(_told(foundation))


def _told(foundation: Foundation) -> str:
    return "\n".join((foundation.name, *foundation.symptoms, foundation.environment))


def _by_titles(asked: BranchAsked) -> Problem | None:
    """Return the problem that the flow's branches were taken from, where its name says too little."""
    titles = {branch.title for branch in asked.branches}
    for problem in ranking().library.problems:
        if sum(branch.title in titles for branch in problem.branches) >= 2:
            return problem
    return None


def _renamed(problem: Problem, wanted: BranchProposed) -> Branch | None:
    """Return the branch of this title; of another one, that which is told by the same words."""
    titled, told = _titled(problem, wanted.title), _bare(wanted.description)
    return titled or next((branch for branch in problem.branches if told and _bare(branch.when) == told), None)


def _bare(text: str) -> str:
    return text.casefold().strip(" .")


def _titled(problem: Problem, title: str) -> Branch | None:
    plain = _bare(title)
    return next((branch for branch in problem.branches if branch.title.casefold() == plain), None)


def _like(branches: Sequence[Branch], wanted: BranchProposed, least: float) -> Branch | None:
    known = ranking()
    said = [(known.library.words.concepts(f"{branch.title}. {branch.when}"), branch) for branch in branches]
    return nearest(known.library.words.concepts(wanted.title), said, known.weight, least)


def _is_kept(known: Ranking, branch: Branch, kept: Sequence[Sequence[str]]) -> bool:
    """Say whether one of the branches kept is this one, though its title may be put otherwise."""
    words = set(known.library.words.concepts(branch.title))
    whole = sum(map(known.weight, words)) or 1.0
    return any(sum(known.weight(word) for word in words & set(each)) / whole > STRANGER for each in kept)


def _likeliest_first(problem: Problem, told: str) -> list[Branch]:
    """Return the branches, likeliest and cheapest first: those that the text hints at, else as they are written."""
    known = ranking()
    words = set(known.library.words.concepts(told)) - set(known.library.words.concepts(problem.name))

    def hint(branch: Branch) -> float:
        said = set(known.library.words.concepts(branch.title)) - set(known.library.words.concepts(problem.name))
        whole = sum(map(known.weight, said)) or 1.0
        share = sum(known.weight(word) for word in said & words) / whole
        return share if share >= HINTED else 0.0

    return sorted(problem.branches, key=lambda branch: -hint(branch))
