"""What in a ticket is not about the trouble: greetings, thanks, signatures, older messages, addresses. Pure."""

import re

TEXT = 8_000
"""More of a ticket than this is not read."""
_OLDER = re.compile(
    r"^\s*(?:-{2,}\s*$|_{5,}|-{3,}\s*\w|(?:from|von|sent)\s*:\s|on .{5,80} wrote:|sent from my |get outlook for |"
    r"this (?:e-?mail|message) (?:and any|is confidential|may contain)|confidentiality notice|disclaimer\b|"
    r"\[?external\b.{0,40}$)",
    re.IGNORECASE | re.MULTILINE,
)
_FAREWELL = re.compile(
    r"(?:^|[\n.!?,])\s*(?:(?:kind|best|warm|many|with)\s+(?:kind\s+)?(?:regards|wishes|thanks)|regards|best|cheers|"
    r"(?:(?:many )?thanks|thank you)(?: (?:in advance|again|a lot|so much|very much))?|"
    r"thx|ta|yours(?: sincerely)?|rgds|br)\b[\s,.!]*(?:[\w'.\- ]{0,40})\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\s*(?:good (?:morning|afternoon|evening|day)|morning|afternoon|hiya|hi|hello|hey|dear|greetings|gm)\b"
    r"(?:[ ,]+(?:all|team|guys|there|support|help ?desk|service ?desk|it|sir|madam|folks|everyone|both))*"
    r"[\s,.!:\-]*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"^\s*(?:hi|hello|hey|dear)\s+[a-z'\-]{2,20}\s*[,\n!]\s*", re.IGNORECASE)
_PLEASANTRY = re.compile(
    r"\b(?:i )?hope (?:you(?:'re| are)|all is|this finds)\b[^.!?\n]*[.!?\n]|"
    r"\b(?:sorry (?:to bother you|for the (?:bother|short notice|trouble|inconvenience))|many thanks|thanks in advance|"
    r"thank you(?: in advance)?|any help (?:would be )?appreciated|please (?:can you )?(?:help|advise|assist)|"
    r"can (?:you|someone) (?:please )?(?:help|advise|(?:look into|sort) (?:this|it)|(?:take|have) a look))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://\S+|\b[\w+\-][\w.+\-]{0,63}@[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,4}\b|\b\+?\d[\d ()\-]{8,20}\d\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\s*(?:(?:re|fw|fwd|subject|ticket|issue|problem)\s*:\s*)+", re.IGNORECASE)
_STRETCHED = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


def without_clutter(text: str) -> str:
    """Return what is left of ``text`` when it is cleared; all of it where nothing would be left."""
    head = _STRETCHED.sub(r"\1\1", text[:TEXT]).strip()
    older = _OLDER.search(head, 1) if head else None
    told = head[: older.start()] if older and older.start() > len(head) // 20 + 10 else head
    told = _ADDRESS.sub(" ", _SUBJECT.sub("", told))
    told = _GREETING.sub("", _NAMED.sub("", told), count=1)
    told = _PLEASANTRY.sub(" ", _FAREWELL.sub("", told.rstrip()))
    told = _BLANKS.sub(" ", told).strip()
    return told or head
