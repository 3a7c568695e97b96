"""What of a flow is compared with a problem: its passages for vectors, its weighted words for text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from resolutionflow.flows.matching.words import pieces, plain, stems

PIECE = 900
MOST_PASSAGES = 48
MOST_WORDS = 20_000
MOST_TICKETS = 20
KEY_BYTES = 8

TITLE_WEIGHT = 2.0
OTHER_WEIGHT = 1.0
# BM25F (Robertson and Zaragoza 2009). The usual lengths, in words, are constants, so that a flow's weights don't
# depend on the rest of the library and are made once, when it is published.
SATURATION = 2.0
LENGTH_SHARE = 0.4
USUAL_TITLE = 6
USUAL_DESCRIPTION = 15
USUAL_BODY = 80


@dataclass(frozen=True, slots=True)
class Subject:
    """What a problem can be matched with: ``texts`` are its nodes' in walking order, ``tickets`` resolved problems."""

    title: str
    description: str = ""
    texts: Sequence[str] = ()
    tickets: Sequence[str] = ()
    keywords: Sequence[str] = ()


def text_key(text: str) -> bytes:
    """Return 8 bytes that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def passages(subject: Subject) -> list[str]:
    """Return the texts to make vectors of, at most 48, the same text once: title, description, tickets, nodes.

    A node's text alone ("Does it blink?") says too little, so the title stands before each.
    """
    return list(dict.fromkeys(filter(None, _passages(subject))))[:MOST_PASSAGES]


def _passages(subject: Subject) -> Iterator[str]:
    title = plain(subject.title)
    yield title
    yield from pieces(plain(subject.description), PIECE)
    for ticket in subject.tickets:
        yield from pieces(plain(ticket), PIECE)[:1]
    for text in subject.texts:
        yield from (f"{title}. {piece}" for piece in pieces(plain(text), PIECE))


def weights(subject: Subject) -> dict[str, float]:
    """Return how strongly each stem stands for the subject, 0 to 1: BM25F's saturated count, without its idf."""
    total: dict[str, float] = {}
    for texts, weight, usual in _fields(subject):
        counts = Counter(stems(" ".join(map(plain, texts)))[:MOST_WORDS])
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * counts.total() / usual
        for stem, count in counts.items():
            total[stem] = total.get(stem, 0) + weight * count / length
    return {stem: count / (count + SATURATION) for stem, count in total.items()}


def _fields(subject: Subject) -> tuple[tuple[Iterable[str], float, int], ...]:
    return (
        ((subject.title,), TITLE_WEIGHT, USUAL_TITLE),
        ((subject.description, *subject.keywords), OTHER_WEIGHT, USUAL_DESCRIPTION),
        ((*subject.texts, *subject.tickets), OTHER_WEIGHT, USUAL_BODY),
    )
