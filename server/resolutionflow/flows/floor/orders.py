"""Which orders a text gives: meanings that stand together, and aren't forbidden, asked about or told of the past."""

from bisect import bisect_left

from resolutionflow.flows.floor.mentions import mentioned, spared
from resolutionflow.flows.floor.table import Order
from resolutionflow.flows.floor.words import PART, Hit, Reading

NEAR = 4
BEHIND = 4
"""So many words may stand between what is acted on and the verb after it: "have the scanner switched off"."""
FAR = 20
"""Words over which "it" may stand for something that was named in another sentence."""
EDGE = 3
"""An order cut in two texts of a step has its halves so near to the end of one and the beginning of another."""
Span = tuple[int, int]


def found(reading: Reading, order: Order) -> Span | None:
    """Return the first and one past the last word of this order in the text, None if it isn't given."""
    verbs = reading.hits.get(order.all[0], ())
    if not verbs or any(meaning not in reading.hits for meaning in order.all[1:]):
        return None
    for verb in verbs:
        if _answers(reading, verb):
            continue
        for span in _spans(reading, order, verb):
            if not (_excused(reading, order, span) or _harmless(reading, order, verb, span)):
                return span
    return None


def _answers(reading: Reading, verb: Hit) -> bool:
    """Say whether the word is a text of its own, such as a label that says how things are: "Off"."""
    at = verb.end - 1
    return reading.words[at] in _STATES and reading.is_whole(at)


def _spans(reading: Reading, order: Order, verb: Hit) -> list[Span]:
    """Return how far the order reaches from this verb: with the nearest objects after it, and before it."""
    spans = [(verb.start, verb.end)]
    for meaning in order.all[1:]:
        spans = [wider for span in spans for wider in _widened(reading, order, verb, span, meaning)]
    return spans


def _widened(reading: Reading, order: Order, verb: Hit, span: Span, meaning: str) -> list[Span]:
    hits = reading.hits[meaning]
    at = bisect_left(hits, span[0], key=lambda hit: hit.start)
    return [
        (min(hit.start, span[0]), max(hit.end, span[1]))
        for hit in hits[max(0, at - 2) : at + 3]
        if _belongs(reading, order, verb, span, hit) and not spared(reading, order, verb, hit)
    ]


def _belongs(reading: Reading, order: Order, verb: Hit, span: Span, hit: Hit) -> bool:
    if hit.end > span[0] and hit.start < span[1]:
        return span[0] < hit.start and hit.end < span[1]
    if hit.end <= verb.start and len(order.all) == TWO and _has_its_own(reading, order, verb):
        return False
    meant = hit.end <= verb.start and reading.near("it", verb.start + 1, verb.end + 1)
    if reading.same_sentence(hit.start, span[0]) and not meant:
        path = ">" in reading.words[max(0, span[0] - FAR) : span[1] + FAR]
        behind = order.within if path or order.across else min(BEHIND, order.within)
        return -order.within <= span[1] - hit.start <= 0 or 0 <= span[0] - hit.end <= behind
    gap = max(hit.start - span[1], span[0] - hit.end)
    if order.across or meant:
        return gap <= max(order.within, FAR)
    return gap <= 2 * EDGE and _cut(reading, min(hit, verb, key=_start), max(hit, verb, key=_start))


def _has_its_own(reading: Reading, order: Order, verb: Hit) -> bool:
    """Say whether something else follows the verb, so that it isn't said of what was named before it.

    "Choose a file and clear the check box"; where an order may go over sentences only "open a ticket" tells.
    """
    if reading.breaks[verb.end] or verb.end >= len(reading.words):
        return False
    return reading.words[verb.end] in (_INDEFINITE if order.across else _OWN)


def _start(hit: Hit) -> int:
    return hit.start


def _cut(reading: Reading, first: Hit, second: Hit) -> bool:
    """Say whether one ends a text of the step and the other begins one."""
    ends = any(
        reading.breaks[place] >= PART for place in range(first.end, first.end + EDGE) if place < len(reading.words)
    )
    return ends and max(reading.breaks[max(0, second.start - EDGE) : second.start + 1]) >= PART


def _excused(reading: Reading, order: Order, span: Span) -> bool:
    return any(reading.near(meaning, span[0] - NEAR, span[1] + NEAR) for meaning in order.unless)


def _harmless(reading: Reading, order: Order, verb: Hit, span: Span) -> bool:
    if order.always:
        return False
    named = len(order.all) == 1
    return _forbidden(reading, verb, span) or _told(reading, verb, named=named) or mentioned(reading, verb, span)


def _forbidden(reading: Reading, verb: Hit, span: Span) -> bool:
    """Say whether the text says not to do it."""
    begin, end = reading.sentence_start(verb.start), reading.sentence_end(verb.start)
    if any(_negates(reading, hit, verb, begin, end) for hit in reading.before("not", verb.start, LISTED)):
        return True
    after = min(span[1] + 1, end)
    if reading.near("not_after", verb.start, after) and not reading.near("but_do", verb.start, min(span[1] + 2, end)):
        return True
    return reading.near("is_forbidden", span[1], min(span[1] + 5, end))


def _negates(reading: Reading, hit: Hit, verb: Hit, begin: int, end: int) -> bool:
    """Say whether the "not" at ``hit`` is said of the verb: beside it, or before a list ("never a, b or c")."""
    words = reading.words[hit.end : verb.start]
    if hit.start < begin or _TURNS & set(words) or reading.near("but_do", hit.end, verb.start):
        return False
    if hit.start <= begin + 1 and _EITHER & set(reading.words[hit.end : end]):
        return True
    return len(words) <= NEAR and not any(reading.breaks[hit.end : verb.start + 1])


def _told(reading: Reading, verb: Hit, *, named: bool) -> bool:
    """Say whether the text only tells, or asks, how things stand, what was done or what may happen.

    ``named``: the words are the name of something, such as "unattended access", and no verb.
    """
    begin = reading.sentence_start(verb.start)
    lead = reading.words[begin : verb.start]
    if (_ANYONE & set(lead) and _asked(reading, verb, lead)) or _of_others(reading, verb, lead, named=named):
        return True
    ordered = lead[-1:] == ["to"] and not named
    if ordered or reading.near("insist", max(begin, verb.start - INSISTING), verb.start + 1):
        return False
    word = reading.words[verb.start]
    if not named and (word.endswith(("ed", "tten")) and len(word) > 4):
        return not _DOERS & set(lead)
    if lead[-1:] and lead[-1] in _MAYBE and not _PERSONS & set(lead[-3:]):
        return True
    if word in _STATES and reading.near("has_been", max(begin, verb.start - 8), verb.start):
        return True
    return _asked(reading, verb, lead) and (not word.endswith("ing") or _asks_state(reading, verb))


def _of_others(reading: Reading, verb: Hit, lead: list[str], *, named: bool) -> bool:
    """Say whether it is said of what somebody or something else does: "the server team will", "which removes"."""
    if not lead:
        return False
    begin = verb.start - len(lead)
    somebody = lead[0] in _SOMEBODY and not reading.near("insist", begin, begin + 3)
    if somebody or _theirs(reading, verb, lead):
        return True
    if named:
        formed = reading.words[verb.start].endswith("ed")
        return formed and reading.near("has_been", max(verb.start - 2, 0), verb.start)
    return _no_verb(reading, verb, lead)


def _theirs(reading: Reading, verb: Hit, lead: list[str]) -> bool:
    """Say whether it is what a team of the company will or can do: "only security can let it out"."""
    for back in range(1, min(6, len(lead)) + 1):
        if reading.breaks[verb.start - back + 1] or lead[-back] in _TURNS:
            return False
        if lead[-back] in _WILL:
            who = set(lead[-back - 3 : -back])
            return bool(_TEAMS & who) and not _PERSONS & who
    return False


def _no_verb(reading: Reading, verb: Hit, lead: list[str]) -> bool:
    """Say whether the word says how a thing is, or stands for a thing: "the empty folder", "a change of"."""
    word, last = reading.words[verb.start], lead[-1]
    if word == "empty":
        return last not in _BEFORE_VERB and not reading.breaks[verb.start]
    if word == "off" and _SWITCHED & set(lead[-3:]):
        return not _HAVE & set(lead)
    if last in _INDEFINITE | {"any", "another"} and verb.end == verb.start + 1:
        return word.endswith("ed") or not _DOING & set(lead[-6:])
    return last in _WHICH and word.endswith("s") and not word.endswith("ss")


def _asked(reading: Reading, verb: Hit, lead: list[str]) -> bool:
    begun = lead[:2] in _THERE or bool(_ASKING & set(lead[:1]))
    begun = begun or _asks_state(reading, verb)
    return begun and reading.is_question(verb.start)


TWO = 2


def _asks_state(reading: Reading, verb: Hit) -> bool:
    """Say whether the sentence begins as a question of how things are: "Is the window ..."."""
    begin = reading.sentence_start(verb.start)
    first, second = (*reading.words[begin : begin + 2], "", "")[:2]
    return begin < verb.start and first in {"is", "are"} and second in _OWN | _SUCH


INSISTING = 6
LISTED = 14
_TURNS = frozenset({"and", "then", "but", "instead", "rather", "just", "und", "sondern", "et", "y", "e", "en", "i"})
_EITHER = frozenset({"or", "nor", "oder", "ou", "o", "lub"})
_DOERS = frozenset({"i", "we", "be", "having"})
_MAYBE = frozenset({"may", "might", "would", "could"})
_PERSONS = frozenset({"you", "we", "they", "he", "she", "user", "person", "caller", "technician"})
_STATES = frozenset(
    {"off", "reset", "cut", "lost", "shut", "put", "left", "made", "given", "sent", "ran", "run", "gone", "empty"}
)
_THERE = (
    ["is", "there"],
    ["are", "there"],
    *([which, what] for which in ("which", "what") for what in ("message", "error", "window", "does")),
    *(["how", much] for much in ("long", "many", "often")),
)
_INDEFINITE = frozenset({"a", "an"})
_OWN = _INDEFINITE | frozenset({"the", "any", "this", "these", "those", "his", "her", "their", "your", "each"})
_SUCH = frozenset({"quick", "remote", "windows", "someone", "somebody"})
_BEFORE_VERB = frozenset(
    {"and", "then", "to", "please", "just", "or", "also", "now", "caller", "user", "him", "her", "them"}
)
_DOING = frozenset(
    {
        "do",
        "make",
        "perform",
        "run",
        "give",
        "start",
        "schedule",
        "trigger",
        "force",
        "take",
        "try",
        "go",
        "for",
        "with",
    }
    | {"by", "via", "use", "choose", "pick", "select", "click", "press", "need", "needs", "have", "get", "send", "push"}
    | {"set", "let", "create", "add", "apply", "suggest", "arrange", "is", "as", "into", "to", "keep"}
)
_SWITCHED = frozenset({"switched", "turned"})
_HAVE = frozenset({"have", "get", "be", "having", "want", "needs", "keep", "leave"})
_SOMEBODY = frozenset({"someone", "somebody"})
_WILL = frozenset({"will", "can", "may", "decides", "decide"})
_TEAMS = frozenset({"team", "teams", "security", "engineer", "engineers", "facilities"})
_WHICH = frozenset({"this", "which", "also"})
_ANYONE = frozenset({"anyone", "anybody", "somebody", "someone"})
_ASKING = frozenset({"did", "does", "do", "has", "have", "had", "who", "when", "since"})
