"""Plain text out of text that was made elsewhere: no raw HTML, no pictures, no links that hide where they lead."""

import re

from resolutionflow.kit.visible import visible

_NAMES = (
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas"
    "|caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|fieldset"
    "|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label"
    "|legend|li|link|main|map|mark|marquee|math|menu|meta|meter|nav|noscript|object|ol|optgroup|option|output|p|param"
    "|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span|strong|style|sub|summary"
    "|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"<!--.*?(?:-->|$)|<[!?][^<>]*>|</?(?:{_NAMES})(?:[\s/][^<>]*)?>", re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\(([^()\n]{0,2000})\)")
_SHOWN = ("http://", "https://", "mailto:")


def plain(text: str) -> str:
    """Return ``text`` without invisible characters, HTML and pictures; links show where they lead.

    What stands in angle brackets and is no HTML stays: “<user name>” is how people write a gap to be filled.
    """
    before, seen = "", visible(text)
    while before != seen:  # what is taken out may leave a new tag behind
        before, seen = seen, _LINK.sub(_link, _PICTURE.sub(r"\1", _TAG.sub("", seen)))
    return seen.strip()


def _link(found: re.Match[str]) -> str:
    label, target = found[1], found[2].strip()
    return f"{label} ({target})" if target.lower().startswith(_SHOWN) and target != label else label
