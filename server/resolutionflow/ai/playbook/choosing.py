"""Which problem a ticket is about: by meaning and words together, by its words alone where nothing knows meanings."""

from collections.abc import Callable, Sequence

from resolutionflow.ai.playbook.clutter import without_clutter
from resolutionflow.ai.playbook.ranking import Match, Ranking, Said, ranking

Alike = Callable[[str, str], Sequence[float] | None]
"""How near a text is in meaning to each group of phrases, the second one passed over: ``meaning.alike``."""

LIKELY = 12
"""How many of the nearest in meaning have their words looked at."""
WORDS = 0.2
"""What the words in common count beside the nearness in meaning."""
OTHERWISE = 0.07
"""What is taken off a problem whose ``unless`` the ticket speaks of."""
AHEAD = 1.0
"""What the distance to the next best counts."""
EXPLAINED = 0.2
"""Of what the ticket says, how much its words must have to do with the problem at all."""
FOREIGN = 0.15
"""How much surer one must be of a ticket that speaks of a subject outside the library."""
SURE = 1.13
"""What mark and distance together must come to; below it nothing is said. Set by leaving phrases out: see the bench."""


def nothing_known(_text: str, _without: str = "") -> None:
    """Stand for ``meaning.alike`` where there are no vectors."""


def choose(text: str, alike: Alike = nothing_known, without: str = "") -> Match | None:
    """Return the problem that ``text`` is about, null when none is or when two could be.

    ``without`` is a phrase of the library to pass over, for measuring only.
    """
    known = ranking()
    named = None if without else known.named(text)
    if named is not None:
        return named
    told = known.library.spelling.right(without_clutter(text))
    said = known.said(told)
    if not said.every:
        return None
    near = alike(told, without)
    return known.match(said) if near is None else _nearest(known, said, near, without)


def _nearest(known: Ranking, said: Said, near: Sequence[float], without: str) -> Match | None:
    likely = sorted(range(len(near)), key=lambda number: (-near[number], number))[:LIKELY]
    close = known.closeness(said, likely, without)
    marks = {
        number: near[number] + WORDS * close[number] - OTHERWISE * known.ruled_out(number, said) for number in likely
    }
    best, second = sorted(likely, key=lambda number: (-marks[number], number))[:2]
    ahead = marks[best] - marks[second]
    if best >= len(known.library.problems) or known.explained(best, said) < EXPLAINED:
        return None
    if marks[best] + AHEAD * ahead < SURE + FOREIGN * said.foreign:
        return None
    return Match(known.library.problems[best], marks[best], ahead)
