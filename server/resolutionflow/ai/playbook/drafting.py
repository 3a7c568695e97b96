"""A branch of the library as nodes: what to ask, what to do for each answer, and how it ends."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from resolutionflow.ai.playbook.library import HAND_OVER, HAND_OVER_AT_ONCE, Branch, Doing, Problem, Reply
from resolutionflow.ai.port import Draft, DraftNode, DraftOption

CHECK, SOLVED, PASSED_ON, AT_ONCE = "check", "solved", "hand-over", "hand-over-at-once"
DONE = "Done"
ADMIN = "Needs administrator rights; without them, choose “{}”."
_ENDS = {HAND_OVER: PASSED_ON, HAND_OVER_AT_ONCE: AT_ONCE}
_SHORTER = re.compile(r"\b(short|shorter|brief|briefer|fewer|simpler|less|too long|quicker)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:without|no|avoid|don'?t|not|skip|leave out)\s+([a-z ,]{3,60})", re.IGNORECASE)
_TRIFLES = frozenset(("the", "any", "and", "need", "use", "ask", "for", "them", "that", "more", "having", "all", "our"))
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a remark asks for, as far as it can be done: fewer steps, none of some kind."""

    shorter: bool = False
    no_admin: bool = False
    without: tuple[str, ...] = ()


def wish(remark: str) -> Wish:
    """Return what can be made of ``remark``; what it says beyond that is left alone."""
    refused = [word for found in _WITHOUT.findall(remark.casefold()) for word in _WORD.findall(found)]
    words = tuple(word[:6] for word in refused if word not in _TRIFLES)
    return Wish(bool(_SHORTER.search(remark)), any(word.startswith("admin") for word in refused), words)


def wished(branch: Branch, wanted: Wish) -> Branch:
    """Return ``branch`` as wished; where nothing would be left to do, as it is."""
    kept = [place for place, doing in enumerate(branch.do) if not _refused(doing, wanted)]
    if wanted.shorter:
        kept = kept[:1]
    if not kept or len(kept) == len(branch.do):
        return branch
    replies = tuple(Reply(reply.label, _moved(reply.to, kept)) for reply in branch.answers)
    return replace(branch, do=tuple(branch.do[place] for place in kept), answers=replies)


def _moved(to: int, kept: Sequence[int]) -> int:
    """Return the new number of a thing to do, or of the next one that is kept."""
    if to in _ENDS:
        return to
    return next((place for place, old in enumerate(kept) if old >= to), HAND_OVER)


def _refused(doing: Doing, wanted: Wish) -> bool:
    if wanted.no_admin and doing.admin:
        return True
    return any(word in doing.text.casefold() for word in wanted.without if not word.startswith("admin"))


def draft(problem: Problem, branch: Branch) -> Draft:
    """Work ``branch`` out: check, things to do one after the other, the fix, else what to hand over."""
    things = [f"do-{number}" for number in range(1, len(branch.do) + 1)]
    options = [DraftOption(reply.label, _ENDS.get(reply.to) or things[reply.to]) for reply in branch.answers]
    nodes = [DraftNode(CHECK, "question", branch.ask, options, help=branch.when, minutes=1)]
    for ref, following, doing in zip(things, [*things[1:], PASSED_ON], branch.do, strict=True):
        hint = ADMIN.format(branch.outcome[1]) if doing.admin and not doing.last else ""
        nodes.append(DraftNode(ref, "action", doing.text, _after(branch, doing, following), hint, branch.minutes))
    leaves = (
        DraftNode(SOLVED, "resolution", branch.fix),
        DraftNode(PASSED_ON, "escalation", handing_over(problem, branch).whole),
        DraftNode(AT_ONCE, "escalation", handing_over(problem, branch, at_once=True).whole),
    )
    led_to = {option.to for node in nodes for option in node.options}
    return Draft(CHECK, _led_to([*nodes, *(leaf for leaf in leaves if leaf.ref in led_to)]))


def _after(branch: Branch, doing: Doing, following: str) -> list[DraftOption]:
    if doing.last:
        return [DraftOption(DONE, AT_ONCE)]
    helped, same = branch.outcome
    return [DraftOption(helped, SOLVED), DraftOption(same, PASSED_ON if doing.only else following)]


def _led_to(nodes: Sequence[DraftNode]) -> list[DraftNode]:
    """Return the nodes that some way from the first one leads to; ways lead forward only."""
    reached = {nodes[0].ref}
    kept = []
    for node in nodes:
        if node.ref in reached:
            kept.append(node)
            reached.update(option.to for option in node.options)
    return kept


@dataclass(frozen=True, slots=True)
class HandingOver:
    """An escalation in parts: who gets it and what it is, why, what they need."""

    text: str
    reason: str
    give: str

    @property
    def whole(self) -> str:
        """Return it as one text."""
        return f"{self.text} {self.reason} Give them: {self.give}"


def handing_over(problem: Problem, branch: Branch | None, *, at_once: bool = False) -> HandingOver:
    """Return what the escalation says."""
    subject = f"{problem.name} ({branch.title})" if branch else problem.name
    why = "This is not for the first line." if at_once else "Not solved by the steps so far."
    return HandingOver(f"Hand over to the second line: {subject}.", why, problem.hand_over)


Weigh = Callable[[str], float]


def nearest(
    wanted: Sequence[str], branches: Sequence[tuple[Sequence[str], Branch]], weigh: Weigh, least: float
) -> Branch | None:
    """Return the branch whose words share the most with ``wanted``, null when it is less than ``least`` of them."""
    words = set(wanted)
    whole = sum(map(weigh, words))
    if not whole:
        return None
    shares = [(sum(weigh(word) for word in words & set(said)) / whole, branch) for said, branch in branches]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= least else None
