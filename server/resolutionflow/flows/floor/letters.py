"""One plain form for text that was dressed up: look-alike letters, invisible characters, styles and accents are gone.

What a person reads as "firewall" comes out as "firewall", whatever alphabet its letters were taken from. Words of
languages with other alphabets come out odd, but always the same, so that a list of words can be put through it too.
"""

import re
import unicodedata

from resolutionflow.kit.visible import visible

_CYRILLIC = ("авгезиіјкмнопрстухѕһԁԛԝѵӏҮүяшщьъэԍԃ", "abrezuijkmhonpctyxshdqwvlyyrwwbbegd")
_GREEK_SMALL = ("αβγεζηικλμνορστυχωϲϳ", "abyeznikiuvopotuxwcj")
_GREEK_LARGE = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧΛ", "abezhikmnoptyxa")
_OTHERS = (
    "աոսօցհյքզԁՏՕՍԼꓐꓑꓒꓓꓔꓖꓗꓘꓙꓚꓜꓝꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ",
    "anuoghjpqdsoulbppdtgkkjczfnlsrvhwxyaeiou",
)
_CHEROKEE = ("ᎠᎡᎢᎥᎪᎳᎷᎻᎾᏀᏃᏆᏒᏔᏚᏞᏟᏢᏦᏧᏩᏫᏴᏙᏎᏏᏂᎵ", "drtiawmhogzirwslcpkdgobvibhp")
_SIGNS = ("ıȷʟɩƖⲟⲣⲥⲁⲉⅼⅽⅾⅿ∣ǀ", "ijlilopcaelcdmll")
_LETTER = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |TURNED |REVERSED |OPEN |SCRIPT |DOTLESS |SIDEWAYS |LONG )*"
    r"|(?:NEGATIVE |CROSSING NEGATIVE )?(?:CIRCLED|SQUARED) LATIN CAPITAL LETTER |REGIONAL INDICATOR SYMBOL LETTER )"
    r"([A-Z])(?: .*)?"
)
_APART = frozenset({"Zs", "Zl", "Zp"})


class _Alike(dict[int, str]):
    """The plain letter for each character, learnt as characters are met."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < 20_000:
            self[code] = plain
        return plain


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category.startswith("M"):
        return ""
    if category in _APART:
        return " "
    found = _LETTER.fullmatch(unicodedata.name(char, "")) if ord(char) > 127 else None
    return found[1].lower() if found else char


_ALIKE = _Alike()
for _odd, _latin in (_CYRILLIC, _GREEK_SMALL, _GREEK_LARGE, _OTHERS, _CHEROKEE, _SIGNS):
    _ALIKE.update({ord(char): letter for char, letter in zip(_odd, _latin, strict=True)})
    if _odd not in {_GREEK_SMALL[0], _GREEK_LARGE[0]}:
        _ALIKE.update(
            {ord(char.upper()): letter for char, letter in zip(_odd, _latin, strict=True) if len(char.upper()) == 1}
        )
_ALIKE.update({ord(char): "'" for char in "’‘ʼ´`′"})
_INSIDE = re.compile(r"(?<=\w)'(?=\w)")
_PLAIN = re.compile(r"[\n\t -~]*")


def shown(text: str) -> str:
    """Return ``text`` as a person sees it: no invisible characters, no styled letters; the case stays."""
    if _PLAIN.fullmatch(text):
        return text
    return visible(unicodedata.normalize("NFKC", visible(text)))


def folded(text: str) -> str:
    """Return what ``shown`` gave with look-alikes, accents and the case gone; "don't" becomes "dont"."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).translate(_ALIKE))
        text = text.translate(_ALIKE)
    return _INSIDE.sub("", text.casefold())


_SKELETON = str.maketrans("0134578l69|", "oieastbibgi")


def skeleton(word: str) -> str:
    """Return ``word`` with digits that stand for letters put back, and i, l and 1 made one."""
    return word.translate(_SKELETON).replace("rn", "m").replace("vv", "w")
