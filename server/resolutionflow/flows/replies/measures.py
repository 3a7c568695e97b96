"""What speaks for a yes and what for an answer's own words, as numbers with the words that they come from. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolutionflow.flows.matching.words import stem
from resolutionflow.flows.replies import lexicon as words
from resolutionflow.flows.replies.numbers import lies_in
from resolutionflow.flows.replies.question import Answer, Asked, outcome
from resolutionflow.flows.replies.reading import Clause, Reading

RELATED_BY_OPPOSITE = 0.5
SLIGHTLY = 0.15
SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Sign:
    """One measure: its name, from -1 to 1, and the words of the reply (and of the question) that it comes from."""

    name: str
    value: float
    said: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Related:
    """A clause of the reply beside the clause of the question that it is about."""

    clause: Clause
    sign: int
    shared: float
    opposites: tuple[tuple[str, str], ...]

    @property
    def strength(self) -> float:
        return self.shared + (RELATED_BY_OPPOSITE if self.opposites else 0)


@dataclass(slots=True)
class _Weighed:
    same: float = 0.0
    opposed: float = 0.0
    affirming: list[_Related] = field(default_factory=list)
    denying: list[_Related] = field(default_factory=list)


def for_yes(reply: Reading, step: Asked) -> list[Sign]:
    """Return what speaks for a yes (above 0) or a no (below) to the step."""
    spoken = [clause for clause in reply.clauses if not clause.condition] or list(reply.clauses)
    related = [one for clause in spoken if _counts(one := _related(clause, step.stated), step)]
    found = _weigh(related)
    return [
        Sign("verdict", reply.verdict, (reply.verdict_word,)),
        *_outright(reply),
        *_bare(reply),
        *_denials(related, found),
        *_likeness(found, step),
        *_well(reply, step),
        *_emphasis(spoken),
        *_counted(reply, step.text),
    ]


def _counts(one: _Related, step: Asked) -> bool:
    """Say whether a clause is about what was asked.

    An aside ("without …") is only where the question has the same; "no problem there" is not, if it is not asked for.
    """
    if one.clause.aside:
        return one.sign < 0 and one.shared > 0
    return not (one.clause.negated and step.valence >= 0 and not one.strength and _tells_of_trouble(one.clause))


def _tells_of_trouble(clause: Clause) -> bool:
    return any(stem(word) in words.TROUBLE for word in clause.spelled)


def _related(clause: Clause, stated: Sequence[Clause]) -> _Related:
    found = [_beside(clause, other) for other in stated]
    best = max(found, key=lambda one: one.strength, default=None)
    if best is None or best.strength == 0:
        return _Related(clause, stated[0].sign if stated else 1, 0.0, ())
    return best


def _beside(clause: Clause, other: Clause) -> _Related:
    mine, theirs = set(clause.stems), set(other.stems)
    shared = 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))
    here, there = _stemmed(clause), _stemmed(other)
    opposites = tuple(
        (spelled, there[against])
        for key, spelled in here.items()
        if key not in there
        for against in sorted(words.OPPOSITES.get(key, frozenset()) & there.keys())
        if against not in here
    )
    return _Related(clause, other.sign, shared, opposites)


def _stemmed(clause: Clause) -> dict[str, str]:
    return {stem(word): word for word in clause.spelled}


def _weigh(related: Sequence[_Related]) -> _Weighed:
    found = _Weighed()
    for one in related:
        if one.opposites:
            found.opposed -= one.clause.sign * one.sign
        elif one.clause.negated:
            found.denying.append(one)
        else:
            found.same += one.shared * one.sign
            found.affirming.append(one)
    return found


def _outright(reply: Reading) -> Iterator[Sign]:
    """Yield a yes or no that stands alone: nothing else in the reply can turn it round."""
    if reply.verdict and not any(clause.stems for clause in reply.clauses):
        yield Sign("outright", reply.verdict, (reply.verdict_word,))


def _bare(reply: Reading) -> Iterator[Sign]:
    bare = next((clause for clause in reply.clauses if clause.bare), None)
    if bare is not None:
        yield Sign("bare", bare.sign, (" ".join(bare.tokens),))


def _denials(related: Sequence[_Related], found: _Weighed) -> Iterator[Sign]:
    """Yield that something is denied, that it is what was asked, and that more of it is affirmed elsewhere."""
    denied = [one.clause for one in related if one.clause.negated and not one.clause.aside]
    if denied:
        yield Sign("denied", 1, denied[0].denials)
    if found.denying:
        most = max(found.denying, key=lambda one: one.strength)
        yield Sign("denied_asked", most.sign, (_denial(most.clause),))
        if any(one.strength > most.strength + SLIGHTLY for one in found.affirming):
            yield Sign("affirmed_more", most.sign)


def _denial(clause: Clause) -> str:
    """Return the denial as it was said, with the two words after it."""
    start = clause.tokens.index(clause.denials[0])
    return " ".join(clause.tokens[start : start + 3])


def _likeness(found: _Weighed, step: Asked) -> Iterator[Sign]:
    if found.same:
        best = max(found.affirming, key=lambda one: one.shared)
        asked_for = {each for clause in step.stated for each in clause.stems}
        said = [word for word, key in zip(best.clause.spelled, best.clause.stems, strict=True) if key in asked_for]
        yield Sign("same", max(-1.0, min(1.0, found.same)), tuple(said[:4]))
    if found.opposed:
        yield Sign("opposite", max(-1.0, min(1.0, found.opposed)))


def opposites(reply: Reading, step: Asked) -> tuple[str, str] | None:
    """Return a word of the reply and the word of the question that it is the opposite of."""
    for clause in reply.clauses:
        if found := _related(clause, step.stated).opposites:
            return found[0]
    return None


def _well(reply: Reading, step: Asked) -> Iterator[Sign]:
    if told := outcome(reply) * step.valence:
        yield Sign("valence", told, state_words(reply))


def state_words(reply: Reading) -> tuple[str, ...]:
    """Return the words that tell of something well or wrong."""
    spelled = [word for clause in reply.clauses for word in clause.spelled]
    return tuple(word for word in spelled if stem(word) in words.GOOD or stem(word) in words.BAD)[:3]


def _emphasis(spoken: Sequence[Clause]) -> Iterator[Sign]:
    if any(clause.emphatic for clause in spoken):
        yield Sign("emphasis", 1)


def _counted(reply: Reading, question: str) -> Iterator[Sign]:
    told = lies_in(reply.text, question)
    if told:
        yield Sign("number", 1 if told[0] else -1, (told[1],))


def for_answer(reply: Reading, answer: Answer, others: Sequence[Answer], place: int) -> list[Sign]:
    """Return what in the reply speaks for one answer's own words, beside those of the others."""
    return [
        *_named(reply, answer, place),
        *_words_of(reply, answer, others),
        *_outcome_of(reply, answer, others),
        *_within(reply, answer, others),
        *_not_known(reply, answer),
    ]


def _named(reply: Reading, answer: Answer, place: int) -> Iterator[Sign]:
    """Yield that the reply is the label, or names its place: "the second one", "option 2"."""
    flat = " ".join(reply.words)
    label = " ".join(answer.reading.words)
    if label and flat == label:
        yield Sign("named", 1, (flat,))
    elif any(f" {before} {place + 1} " in f" {flat} " for before in _CALLED) or _counted_off(reply, place):
        yield Sign("named", 1, (flat[:40],))


_CALLED = ("option", "number", "answer", "choice")
_FEW = 4


def _counted_off(reply: Reading, place: int) -> bool:
    return len(reply.words) <= _FEW and any(words.ORDINALS.get(word) == place for word in reply.words)


def _words_of(reply: Reading, answer: Answer, others: Sequence[Answer]) -> Iterator[Sign]:
    """Yield the share of the label's own words that the reply has, less those that it denies."""
    own = _weights(answer, others)
    total = sum(own.values())
    if not total:
        return
    said: dict[str, float] = {}
    spelled: dict[str, str] = {}
    denied_label = {key: clause.sign for clause in answer.reading.clauses for key in clause.stems}
    for clause in reply.clauses:
        for key, word in zip(clause.stems, clause.spelled, strict=True):
            if key in own:
                said[key] = clause.sign * denied_label[key]
                spelled[key] = word
    if said:
        yield Sign("words", sum(own[key] * sign for key, sign in said.items()) / total, tuple(spelled.values())[:4])
    against = sum(
        bool(_beside(clause, other).opposites) * clause.sign * other.sign for clause, other in _pairs(reply, answer)
    )
    if against:
        yield Sign("against", -1.0 if against > 0 else 1.0)


def _pairs(reply: Reading, answer: Answer) -> list[tuple[Clause, Clause]]:
    return [(clause, other) for clause in reply.clauses for other in answer.reading.clauses]


def _weights(answer: Answer, others: Sequence[Answer]) -> dict[str, float]:
    """Return how much each word of the label tells it from the other labels."""
    held = [{key for clause in other.reading.clauses for key in clause.stems} for other in others]
    mine = {key for clause in answer.reading.clauses for key in clause.stems}
    return {key: 1 / (1 + sum(key in other for other in held)) ** 2 for key in mine}


def _outcome_of(reply: Reading, answer: Answer, others: Sequence[Answer]) -> Iterator[Sign]:
    """Yield whether how it went, as the reply tells it, is how this answer says that it went."""
    told = how_it_went(reply)
    labels = [how_it_went(each.reading) for each in (answer, *others)]
    if told and len(set(labels)) > 1:
        middle = (max(labels) + min(labels)) / 2
        yield Sign("outcome", told * (labels[0] - middle), went_words(reply))


def how_it_went(reading: Reading) -> float:
    """Say whether something worked out (1) or did not (-1)."""
    if went_wrong(reading):
        return -1.0
    if _phrase(reading, words.RESOLVED):
        return 1.0
    return outcome(reading)


def went_wrong(reading: Reading) -> str:
    """Return the words that say that nothing got better."""
    return _phrase(reading, words.UNRESOLVED)


def went_words(reading: Reading) -> tuple[str, ...]:
    """Return the words that say how it went."""
    phrase = went_wrong(reading) or _phrase(reading, words.RESOLVED)
    return (phrase,) if phrase else state_words(reading)


def _phrase(reading: Reading, phrases: Sequence[str]) -> str:
    flat = f" {' '.join(reading.words)} "
    return next((phrase for phrase in phrases if f" {phrase} " in flat), "")


def _within(reply: Reading, answer: Answer, others: Sequence[Answer]) -> Iterator[Sign]:
    told = lies_in(reply.text, answer.reading.text)
    if told is None:
        return
    rivals = [found for other in others if (found := lies_in(reply.text, other.reading.text)) and found[0]]
    yield Sign("number", (SHARED if rivals else 1) if told[0] else -1, (told[1],))


def _not_known(reply: Reading, answer: Answer) -> Iterator[Sign]:
    if reply.unsure:
        yield Sign("unsure", 1 if answer.dont_know else 0, (reply.unsure,))
