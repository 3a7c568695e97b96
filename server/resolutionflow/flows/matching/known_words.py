"""Words that are rightly spelled though no flow of the account has them: common English, and what help desks say."""

from functools import lru_cache

from resolutionflow.ai.playbook.library import library
from resolutionflow.flows.matching.words import stem
from resolutionflow.platform import vectors


@lru_cache(maxsize=1)
def rightly_spelled() -> frozenset[str]:
    """Return their stems; read once, half a second. Without the sentence model there are only the playbook's."""
    words = vectors.whole_words() | library().spelling.known
    return frozenset(stem(word) for word in words if word.isascii() and word.isalpha())
