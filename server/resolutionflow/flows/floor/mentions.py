"""Orders that a text only mentions: what a window offers and is declined, what is left alone, what is waited for. Pure.

They are looked for around an order that was found; what isn't clearly one of them is an order.
"""

from resolutionflow.flows.floor.table import Order
from resolutionflow.flows.floor.words import PART, Hit, Reading

OFFERED = 8
"""So many words may stand between who offers something and what is offered."""
ANSWERED = 12
"""So many words after what is offered it is declined, in this sentence or one of the next."""
NEXT = 2
SHOWN = 4
"""So many words after what a window shows may stand that it is only shown: "Reset this PC" comes up."""
WAITED = 6
SPARED = 2
LEFT = 6
_TURNS = frozenset({"and", "then", "but", "until", "once", "after"})
_ALONE = frozenset({"alone", "untouched", "unchanged"})
_LEAVING = frozenset(
    {"leave", "leaves", "leaving", "stay", "stays", "keep", "keeps", "remain", "remains", "left", "be"}
)
_OTHERS = frozenset({"the", "second", "security", "facilities", "us", "it", "engineers"})
_REFUSING = frozenset({"no", "not", "dont", "never"})
_REPORTING = frozenset({"the", "a", "an", "there", "his", "her", "their"})
_IT = frozenset({"it", "this", "that", "them", "these", "those"})
_NO_BUT = frozenset(
    {"hesitate", "forget", "worry", "fear", "mind", "fail", "miss", "let", "stop", "undo", "turn", "switch", "cancel"}
)
_CHOOSING = frozenset(
    {"click", "choose", "press", "tap", "select", "take", "pick", "use", "open", "start", "run", "confirm", "do"}
)
_LEADING = frozenset({"to", "so", "then", "and", "please"})
_SUGGESTING = frozenset({"about", "would", "could", "might", "may", "isnt", "why", "shall", "should", "can"})
_TOUCHING = frozenset({"changing", "touching", "altering", "disabling", "removing", "closing"})
Span = tuple[int, int]


def mentioned(reading: Reading, verb: Hit, span: Span) -> bool:
    """Say whether the order is only mentioned, not given."""
    begin = reading.sentence_start(verb.start)
    return (
        _waited_for(reading, begin, verb) or _declined(reading, begin, verb, span) or _left(reading, begin, verb, span)
    )


def spared(reading: Reading, order: Order, verb: Hit, hit: Hit) -> bool:
    """Say whether an object after its verb is what isn't meant: "the user name, without the password"."""
    if order.always or hit.start < verb.end:
        return False
    return any(
        no.start >= verb.end and not any(reading.breaks[no.end : hit.start + 1])
        for no in reading.before("spare", hit.start, SPARED)
    )


def _waited_for(reading: Reading, begin: int, verb: Hit) -> bool:
    return _leads(reading, "wait", begin, verb, WAITED)


def _leads(reading: Reading, meaning: str, begin: int, verb: Hit, reach: int) -> bool:
    return any(
        hit.start >= begin
        and not _TURNS & set(reading.words[hit.end : verb.start])
        and not any(reading.breaks[hit.end : verb.start + 1])
        for hit in reading.before(meaning, verb.start, reach)
    )


def _declined(reading: Reading, begin: int, verb: Hit, span: Span) -> bool:
    """Say whether a window, a message or a stranger wants it, and the text says no to it."""
    wanted = _wanted(reading, begin, verb, span)
    if not wanted and not _reported(reading, begin, verb):
        return False
    end = _answer_end(reading, span[1])
    no = "declines" if wanted else "left_to_others"
    declined = reading.near(no, begin, verb.start) or reading.near(no, span[1], end)
    return (declined or _refused(reading, span[1], end)) and not reading.near("agrees", span[1], end)


def _wanted(reading: Reading, begin: int, verb: Hit, span: Span) -> bool:
    named = begin < verb.start and span == (verb.start, verb.end)
    chosen = _CHOOSING & set(reading.words[max(begin, verb.start - 3) : verb.start])
    shown = named and not chosen and reading.near("on_screen", span[1], span[1] + SHOWN)
    if shown or _leads(reading, "offers", begin, verb, OFFERED):
        return True
    return reading.is_question(verb.start) and not _SUGGESTING & set(reading.words[begin : begin + 2])


def _reported(reading: Reading, begin: int, verb: Hit) -> bool:
    """Say whether the sentence tells of something, as in "The ticket contains a command that adds ..."."""
    ordered = begin == verb.start or reading.words[verb.start - 1] in _LEADING
    return reading.words[begin] in _REPORTING and not ordered and not reading.near("insist", begin, verb.start)


def _refused(reading: Reading, begin: int, end: int) -> bool:
    """Say whether a part of a sentence is a no: "do not", "don't", "no", "do not run it"."""
    return any(reading.words[at] in _REFUSING and _is_no(reading, at, end) for at in range(max(1, begin), end))


def _is_no(reading: Reading, at: int, end: int) -> bool:
    words, breaks = reading.words, reading.breaks
    if breaks[at + 1]:
        return bool(breaks[at] or (words[at - 1] == "do" and breaks[at - 1]))
    after = words[at + 1 : min(at + 4, end)]
    return bool(_IT & set(after)) and not _NO_BUT & set(after)


def _answer_end(reading: Reading, at: int) -> int:
    """Return where the words end in which an offer is answered: this sentence and the next two, in one text."""
    last = len(reading.words)
    if at >= last:
        return last
    end = reading.sentence_end(at - 1)
    for _ in range(NEXT):
        if end < last and reading.breaks[end] < PART:
            end = reading.sentence_end(end)
    parts = (place for place in range(at, end) if reading.breaks[place] >= PART)
    return min(end, at + ANSWERED, next(parts, last))


def _left(reading: Reading, begin: int, verb: Hit, span: Span) -> bool:
    """Say whether it is left as it is, or to others: "leave the registry alone", "without changing any setting"."""
    words = reading.words
    if words[verb.start] == "without" and set(words[verb.end : verb.end + 1]) & _TOUCHING:
        return True
    if _LEAVING & set(words[max(begin, span[0] - 2) : span[0]]) and words[span[1] : span[1] + 1] == ["to"]:
        return bool(_OTHERS & set(words[span[1] + 1 : span[1] + 2]))
    near = words[span[0] : span[1]]
    listed = words[max(begin, verb.start - 1)] in _LEAVING
    for place in range(span[1], min(span[1] + LEFT, len(words))):
        if reading.breaks[place] or (words[place] in _TURNS and not listed):
            break
        near.append(words[place])
    if reading.near("as_it_was", span[0], span[0] + len(near)) or _ALONE & set(near):
        return bool(_LEAVING & {*words[reading.sentence_start(span[0]) : span[0]], *near})
    return False
