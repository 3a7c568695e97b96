"""Text without characters that nobody sees: they hide words from people that models and consoles read."""

import unicodedata

_KEPT = {"\n", "\t"}
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def visible(text: str) -> str:
    """Return ``text`` without control, invisible and bidirectional characters; line ends are newlines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return lines if lines.isascii() and lines.isprintable() else "".join(char for char in lines if _is_seen(char))


def _is_seen(char: str) -> bool:
    if char in _KEPT:
        return True
    if char in _BLANK or any(ord(char) in selectors for selectors in _SELECTORS):
        return False
    return unicodedata.category(char) not in _UNSEEN
