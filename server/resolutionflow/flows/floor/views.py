"""The ways to read one text: as it stands, decoded, with signs for letters, put together again, backwards."""

import re
from collections.abc import Iterator, Sequence

from resolutionflow.flows.floor.decoding import decoded, rotated
from resolutionflow.flows.floor.letters import folded, shown
from resolutionflow.flows.floor.words import JOINED_FROM, JOINED_TO, PARTED, PIECES, Lexicon, Reading, read
from resolutionflow.kit.visible import visible

_SIGNS = str.maketrans("@$!€£+", "asieet")
_SIGN_IN_WORD = re.compile(r"(?<=[^\W_])[@$!€£+]{1,4}(?=[^\W_])|(?<![^\W_])[@$€£]{1,4}(?=[^\W_])|(?<=[^\W_])[$€£]{1,4}")
_HYPHEN = re.compile(r"[-\\](?:[ \t]*\n)+[ \t]*|(?<=\w)[\^`*~_](?=\w)")
_SMALL = (
    "a all an and as at by der die das den el en for from go her his ihre il in is it la las le les los my no now of"
    " off on or our out please sie su the their then this to up user users votre we with you your"
)
_GLUE = frozenset(_SMALL.split())
_LONGEST_WORD = 2_000
_LONG_WORD = re.compile(r"[a-z]{4,}")


def readings(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the texts, one after the other, in each way they can be read, marked with what their words mean."""
    seen: set[tuple[str, ...]] = set()
    for version in _versions(texts, lexicon):
        reading = read(version)
        reading.words = [lexicon.plain(word) for word in reading.words]
        for one in (reading, put_together(reading, lexicon)):
            key = tuple(one.words)
            if key not in seen:
                seen.add(key)
                lexicon.mark(one)
                yield one


def _versions(texts: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    seen = [shown(text) for text in texts]
    plain = PARTED.join(seen)
    said = PARTED.join(visible(decoded(text)) for text in seen)
    first = folded(said)
    yield first
    mended = _HYPHEN.sub("", first)
    if mended != first:
        yield mended
    if said != plain:
        yield folded(plain)
    signed = _SIGN_IN_WORD.sub(lambda found: found[0].translate(_SIGNS), first)
    if signed != first:
        yield signed
    written = folded(plain)
    sense = _known(written, lexicon)
    for other in (written[::-1], rotated(written)):
        if _known(other, lexicon) > sense:
            yield other


def _known(text: str, lexicon: Lexicon) -> int:
    return sum(found[0] in lexicon.known for found in _LONG_WORD.finditer(text))


def put_together(reading: Reading, lexicon: Lexicon) -> Reading:
    """Return the reading with words joined that were cut up, and those cut that were written as one."""
    words: list[str] = []
    breaks: list[int] = []
    sentences: list[int] = []
    at = 0
    while at < len(reading.words):
        word, after = _joined(reading.words, at, lexicon)
        parts = split_up(word, lexicon)
        words += parts
        breaks += [reading.breaks[at], *[0] * (len(parts) - 1)]
        sentences += [reading.sentences[at]] * len(parts)
        at = after
    return Reading(words, [*breaks, reading.breaks[-1]], sentences)


def _joined(words: list[str], at: int, lexicon: Lexicon) -> tuple[str, int]:
    """Return the longest known word that the pieces from ``at`` on make, and what follows it."""
    after = at
    while after < len(words) and len(words[after]) == 1 and words[after].isalnum():
        after += 1
    if after - at > 3:
        return "".join(words[at:after]), after
    best, joined, end = at + 1, words[at], at + 1
    if joined in _GLUE:
        return joined, best
    while end < min(len(words), at + PIECES) and len(joined) < JOINED_TO:
        joined += words[end]
        end += 1
        if words[end - 1] not in _GLUE and len(joined) >= JOINED_FROM and joined in lexicon.known:
            best = end
    return lexicon.plain("".join(words[at:best])), best


def split_up(word: str, lexicon: Lexicon) -> list[str]:
    """Return the known words that make ``word`` up, ``word`` alone if it isn't wholly made of them."""
    if len(word) < 8 or word in lexicon.known:
        return [word]
    word = word[:_LONGEST_WORD]
    cut: list[int] = [-1] * (len(word) + 1)
    cut[0] = 0
    for end in range(2, len(word) + 1):
        for begin in range(max(0, end - 20), end - 1):
            piece = word[begin:end]
            if cut[begin] >= 0 and (piece in _GLUE or (len(piece) > 2 and lexicon.plain(piece) in lexicon.known)):
                cut[end] = begin
                break
    parts: list[str] = []
    end = len(word)
    while end > 0 and cut[end] >= 0:
        parts.insert(0, lexicon.plain(word[cut[end] : end]))
        end = cut[end]
    apart = len(parts) > 2 or all(len(part) >= JOINED_FROM for part in parts)
    return parts if end == 0 and apart else [word]
