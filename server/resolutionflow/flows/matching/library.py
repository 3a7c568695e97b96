"""The subjects of one account as arrays that a problem is compared with: exact, in memory, never changed once made."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BYTE_STEPS = 127
ROWS_AT_ONCE = 1_024
MOST_MATCHED = 8
DIMENSIONS = 384
TERM_BYTES = 6
TINY = 1e-9


def term(stem: str) -> int:
    """Return the number that stands for a stem, 32 bits; two of 40,000 stems sharing one is a 1 in 5 chance."""
    return zlib.crc32(stem.encode("utf-8", "surrogatepass"))


def as_bytes(vector: Floats) -> NDArray[np.int8]:
    """Return the vector in whole numbers from -127 to 127; its length is lost and not needed for a cosine."""
    largest = float(np.abs(vector).max()) or 1.0
    steps: NDArray[np.int8] = np.rint(vector * (BYTE_STEPS / largest)).astype(np.int8)
    return steps


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject: its terms in rising order, their weights, and a row of bytes a passage (None: not made)."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float16]
    vectors: NDArray[np.int8] | None = None

    @classmethod
    def of(cls, weights: Mapping[str, float], vectors: Sequence[Floats] | None = None) -> "Entry":
        """Make an entry of weights by stem and of its passages' vectors."""
        by_term = sorted((term(stem), weight) for stem, weight in weights.items())
        return cls(
            np.array([key for key, _ in by_term], np.uint32),
            np.array([weight for _, weight in by_term], np.float16),
            np.stack([as_bytes(vector) for vector in vectors]) if vectors else None,
        )

    @classmethod
    def unpacked(cls, terms: bytes, vectors: bytes | None) -> "Entry":
        """Read what `packed_terms` and `packed_vectors` made; the arrays share the bytes' memory."""
        count = len(terms) // TERM_BYTES
        rows = None if not vectors else np.frombuffer(vectors, np.int8).reshape(-1, DIMENSIONS)
        return cls(np.frombuffer(terms, "<u4", count), np.frombuffer(terms, "<f2", count, offset=4 * count), rows)

    def packed_terms(self) -> bytes:
        """Return all terms, then all weights, little-endian."""
        return self.terms.astype("<u4").tobytes() + self.weights.astype("<f2").tobytes()

    def packed_vectors(self) -> bytes | None:
        """Return the rows one after the other, a byte a number."""
        return None if self.vectors is None else self.vectors.tobytes()

    def matched(self, problem: Iterable[tuple[str, str]]) -> list[str]:
        """Return the problem's words, as spelled there and in its order, that this subject has: the 8 strongest."""
        weights = dict(zip(self.terms.tolist(), self.weights.tolist(), strict=True))
        spellings = {term(stem): word for stem, word in reversed(list(problem))}
        shared = [key for key in reversed(spellings) if key in weights]
        strongest = set(sorted(shared, key=lambda key: -weights[key])[:MOST_MATCHED])
        return [spellings[key] for key in shared if key in strongest]


class Library:
    """Entries side by side: terms sorted for look-up, vectors in one matrix, of which ``entries`` are then parts."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = list(entries)
        self._sort_terms()
        self._stack_vectors()

    @property
    def size(self) -> int:
        """The bytes that its arrays take, the entries' own among them."""
        arrays = (self._terms, self._owners, self._weights, self._vectors, self._norms)
        own = sum(entry.terms.nbytes + entry.weights.nbytes for entry in self.entries)
        return own + sum(array.nbytes for array in arrays)

    @property
    def lacking(self) -> int:
        """How many entries have no vectors (yet)."""
        return len(self.entries) - len(self._with_vectors)

    def _sort_terms(self) -> None:
        terms = np.concatenate([np.zeros(0, np.uint32), *(entry.terms for entry in self.entries)])
        owners = np.repeat(np.arange(len(self.entries), dtype=np.int32), [len(entry.terms) for entry in self.entries])
        weights = np.concatenate([np.zeros(0, np.float16), *(entry.weights for entry in self.entries)])
        order = np.argsort(terms, kind="stable")
        self._terms, self._owners, self._weights = terms[order], owners[order], weights[order].astype(np.float32)

    def _stack_vectors(self) -> None:
        owned = [(place, entry.vectors) for place, entry in enumerate(self.entries) if entry.vectors is not None]
        self._with_vectors = np.array([place for place, _ in owned], np.intp)
        lengths = [len(vectors) for _, vectors in owned]
        self._starts = np.cumsum([0, *lengths[:-1]], dtype=np.intp) if owned else np.zeros(0, np.intp)
        self._vectors = np.concatenate([vectors for _, vectors in owned]) if owned else np.zeros((0, 0), np.int8)
        self._norms = np.concatenate(
            [np.zeros(0, np.float32), *(np.linalg.norm(rows, axis=1) for rows in self._chunks())]
        )
        self._share_vectors(lengths)

    def _share_vectors(self, lengths: Sequence[int]) -> None:
        """Let the entries' vectors be parts of the matrix, so that they are in memory once."""
        for place, start, length in zip(self._with_vectors.tolist(), self._starts.tolist(), lengths, strict=True):
            self.entries[place] = replace(self.entries[place], vectors=self._vectors[start : start + length])

    def _chunks(self) -> Iterable[Floats]:
        for start in range(0, len(self._vectors), ROWS_AT_ONCE):
            yield self._vectors[start : start + ROWS_AT_ONCE].astype(np.float32)

    def text(self, stems: Iterable[str]) -> tuple[Floats, Floats]:
        """Return for each entry which share of the problem's words it has, 0 to 1, and how many of them.

        In the share a word counts by its rarity in this library (BM25's idf) and by the entry's weight for it, so this
        is BM25F divided by the most that the problem could reach.
        """
        keys = np.unique(np.array([term(stem) for stem in stems], np.uint32))
        lows, highs = (np.searchsorted(self._terms, keys, side) for side in ("left", "right"))
        frequency = highs - lows
        rarity = np.log1p((len(self.entries) - frequency + 0.5) / (frequency + 0.5))
        where = np.concatenate([np.arange(0), *map(np.arange, lows, highs)])
        owners = self._owners[where]
        counts = np.bincount(owners, minlength=len(self.entries))
        weighted = self._weights[where] * np.repeat(rarity, frequency)
        shares = np.bincount(owners, weighted, len(self.entries)) / max(float(rarity.sum()), TINY)
        return shares.astype(np.float32), counts.astype(np.float32)

    def frequencies(self, stems: Iterable[str]) -> NDArray[np.intp]:
        """Return how many entries have each stem."""
        keys = np.array([term(stem) for stem in stems], np.uint32)
        low, high = (np.searchsorted(self._terms, keys, side) for side in ("left", "right"))
        return high - low

    def cosines(self, problem: Sequence[Floats]) -> Floats:
        """Return for each entry the best cosine of any passage with any of the problem's vectors; NaN without one."""
        best = np.full(len(self.entries), np.nan, np.float32)
        if len(self._with_vectors) and problem:
            alike = np.concatenate([_best(rows, problem) for rows in self._chunks()]) / self._norms
            best[self._with_vectors] = np.maximum.reduceat(alike, self._starts)
        return best


def _best(rows: Floats, problem: Sequence[Floats]) -> Floats:
    """Return each row's best product with any vector of the problem.

    One row after the other (`vecdot`) and not as a matrix: a matrix product is spread over threads that wait for each
    other, and on a busy machine that took 200 ms instead of 9.
    """
    return np.asarray(np.maximum.reduce([np.vecdot(rows, vector) for vector in problem]), np.float32)
