"""What a text says once everything written in code in it is written out: base64, hex, percent, entities, numbers."""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Callable

LIKELY = 12
"""Shorter texts with letters of other alphabets, or with many signs, come out by chance."""
ROUNDS = 3
"""How many codes, one within the other, are taken off."""

_B64_RUN = re.compile(r"[A-Za-z0-9+/_-]{10,}(?:\s{1,4}[A-Za-z0-9+/_-]{10,}){0,400}[ ]?={0,2}")
_B64_WORD = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,2}")
_B32 = re.compile(r"\b[A-Z2-7]{8,}={0,6}")
_HEX = re.compile(r"(?:0x|\\x|\\u00|x)?[0-9A-Fa-f]{2}(?:(?:[\s,;:-]{1,3}|,? ?(?:0x|\\x|\\u00))?[0-9A-Fa-f]{2}){3,}")
_ESCAPED = re.compile(r"(?:\\x|0x|%u00|U\+00|\\u00|\\u\{00)([0-9A-Fa-f]{2})\}?[\s,;+]{0,3}")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_BITS = re.compile(r"\b[01]{7,8}(?:[\s,;]{0,3}[01]{7,8}){2,}\b")
_NUMBERS = re.compile(r"\b\d{2,3}(?:[\s,;+-]{1,3}\d{2,3}){3,}\b")
_CHARS = re.compile(r"(?i)(?:\[char\]|chr|char|fromcharcode)\s{0,3}[(=]?\s{0,3}(?:0x)?(\d{2,3})\)?[\s+&,.\"']{0,6}")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")


def decoded(text: str) -> str:
    """Return ``text`` with what is written in code replaced by what it says; the same text when there is nothing."""
    for _ in range(ROUNDS):
        before, text = text, _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = _PERCENT.sub(_bytes_of(lambda said: bytes.fromhex(said.replace("%", ""))), text)
    if "=" in text:
        text = _QUOTED.sub(_bytes_of(lambda said: bytes.fromhex(said.replace("=", ""))), text)
    text = _ESCAPED.sub(_char_of(16), text)
    text = _CHARS.sub(_char_of(10), text)
    for pattern, decode in _CODES:
        text = pattern.sub(_bytes_of(decode), text)
    return text


def _char_of(base: int) -> Callable[[re.Match[str]], str]:
    def char(found: re.Match[str]) -> str:
        code = int(found[1], base)
        return chr(code) if 31 < code < 256 else found[0]

    return char


def _bytes_of(decode: Callable[[str], bytes]) -> Callable[[re.Match[str]], str]:
    def said(found: re.Match[str]) -> str:
        try:
            return _readable(decode(found[0])) or found[0]
        except (ValueError, binascii.Error):
            return found[0]

    return said


def _readable(raw: bytes) -> str:
    """Return the text that these bytes are, empty if they are none."""
    half = len(raw) // 2
    wide = half > 1 and raw[1::2].count(0) > 0.8 * half
    try:
        text = raw[: 2 * half].decode("utf-16-le") if wide else raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    sound = all(char.isprintable() or char in "\r\n\t" for char in text)
    likely = len(text) >= LIKELY or text.isascii()
    wordy = len(_LETTERS.findall(text)) > (0.4 if len(text) >= LIKELY else 0.6) * len(text)
    return text if sound and likely and wordy else ""


def _base64(said: str) -> bytes:
    packed = "".join(said.split()).rstrip("=").replace("-", "+").replace("_", "/")
    if len(packed) % 4 == 1:
        packed = packed[:-1]
    return base64.b64decode(packed + "=" * (-len(packed) % 4))


def _base32(said: str) -> bytes:
    packed = said.rstrip("=")
    return base64.b32decode(packed + "=" * (-len(packed) % 8))


def _hex(said: str) -> bytes:
    return bytes.fromhex(re.sub(r"0x|\\x|\\u00|x|[\s,;:-]", "", said))


def _bits(said: str) -> bytes:
    joined = re.sub(r"[\s,;]", "", said)
    return bytes(int(joined[at : at + 8], 2) for at in range(0, len(joined), 8))


def _numbers(said: str) -> bytes:
    return bytes(int(number) for number in _DIGITS.findall(said))


_CODES: tuple[tuple[re.Pattern[str], Callable[[str], bytes]], ...] = (
    (_BITS, _bits),
    (_HEX, _hex),
    (_NUMBERS, _numbers),
    (_B32, _base32),
    (_B64_RUN, _base64),
    (_B64_WORD, _base64),
)


def rotated(text: str) -> str:
    """Return ``text`` with each letter moved 13 places on in the alphabet."""
    return codecs.encode(text, "rot13")
