"""One sentence with a link in it: which answer it names, what it tells to do, and where it sends. Pure, linear."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from resolutionflow.flows.importers.inline import LINK, Inline, Link
from resolutionflow.flows.importers.words import CONDITIONS, FILLERS, JOINERS, VERBS, first_word, tells

NEXT, PREVIOUS, FIRST = " next", " previous", " first"
"""Names of links that are words: no written address holds a space."""

STRONG = frozenset(
    {"go", "goto", "continue", "proceed", "jump", "skip", "return", "move", "start", "repeat", "advance", "head"}
)
_ENDS = re.compile(rf"(?<=[.?!{LINK}])(?<!\be\.g\.)(?<!\bi\.e\.)\s+(?=[A-Z\"“‘({LINK}])|\n+|;\s+")
_AGAIN = re.compile(rf"(?<={LINK})[,)]*\s+(?:(?:and|or|but)\s+)?(?=(?:otherwise|else|if|when|unless)\b)", re.IGNORECASE)
_OR = re.compile(r",?\s+(?:and|or|but)\s+(?=(?:to\s+|go\s+to\s+|with\s+)?\ue000)", re.IGNORECASE)
_IF = re.compile(r"(?:(?:and|or|but)\s+)?(?:if|when|whenever|in case|in the event that)\s+", re.IGNORECASE)
_ELSE = re.compile(r"(?:otherwise|else|in all other cases|in any other case)\b[,:]?\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*[,(]?\s*((?:if|when|in case|unless)\s.+)$", re.IGNORECASE | re.DOTALL)
_SPLIT = re.compile(r",\s+(?:then\s+)?|\s+then\s+|:\s+", re.IGNORECASE)
_LEAD = re.compile(r"([^\ue000:→⇒]{1,160}?)\s*(→|⇒|:(?=\s|$)|->|=>|\s[–—-](?=\s|$)|[–—](?=\s))\s*")
_OVER = re.compile(r"(?:then )?(?:you are|you['’]re|we are|we['’]re) (?:done|finished)\b[.,:;]*\s*", re.IGNORECASE)
_SHORT = re.compile(r"(yes|no|true|false|ok|none|neither|both|if (?:so|not|yes|no))\s*[,.–—-]\s+", re.IGNORECASE)
_EDGES = " \t\n,;:.–—-→⇒|*"
_NUMBERED = re.compile(
    r"\b(?P<verb>go|goto|proceed|continue|skip|jump|return|move|see|advance|back)\b(?P<way>(?: \w{1,12}){0,4}?) "
    r"(?P<what>step|section|part|path|test|check|stage) (?P<number>\d{1,4}(?:\.\d{1,4}){0,5})\b(?![.]\d)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:go|proceed|continue|move|skip|return)\b(?: (?:on|ahead|over|back))?(?: (?:to|with|at))?(?: the)? "
    r"(?P<which>next|following|previous|preceding) (?:step|section|heading|check|test|part|stage)\b"
    r"|\b(?:go|proceed|continue|move)(?: on)?(?: to| with| at)?(?: the)? (?:step|section) (?P<below>below)\b"
    r"|\b(?:start (?:again|over)(?: (?:from|at) the (?:beginning|start|top))?"
    r"|(?:go|return) (?:back )?to the (?:beginning|start|top|first step))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause comes to.

    ``label`` None: it names no answer. ``link`` None: it leads nowhere. ``firm``: it says to go there.
    """

    label: str | None
    doing: str
    link: Link | None
    firm: bool = False


def with_word_links(inline: Inline, line: int, known: Container[str], *, beside: bool = True) -> Inline:
    """Return a paragraph in which “go to step 4” and “continue with the next section” are links too.

    ``known`` holds the numbers of headings, each after a space; another number is that of an item in a list. Without
    ``beside`` it is such an item itself, and “the next step” is the next item.
    """
    text, links = inline.text, list(inline.links)
    numbered = (match for match in _NUMBERED.finditer(text) if f" {match.group('number')}" in known)
    found = sorted((*numbered, *(_BESIDE.finditer(text) if beside else ())), key=lambda match: match.start())
    out: list[str] = []
    at = passed = 0
    for match in found:
        if match.start() < at or LINK in match.group():
            continue
        number = match.groupdict().get("number")
        begin = match.start("what") if number is not None else match.start()
        passed += text.count(LINK, at, begin)
        out += (text[at:begin], "continue with " if number is None else "", LINK)
        links.insert(passed, Link(match.group(), " " + number if number else _beside(match), line))
        passed += 1
        at = match.end()
    return Inline("".join((*out, text[at:])), tuple(links), inline.lead)


def _beside(match: re.Match[str]) -> str:
    if match.group("below"):
        return NEXT
    return {"n": NEXT, "f": NEXT, "p": PREVIOUS}.get((match.group("which") or " ")[0].casefold(), FIRST)


def sentences(inline: Inline) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the sentences of a paragraph, each with its links; one that names two answers is two."""
    used = 0
    for sentence in _ENDS.split(inline.text):
        for part in _parted(sentence.strip()):
            count = part.count(LINK)
            if part.strip():
                yield part.strip(), inline.links[used : used + count]
            used += count


def _parted(sentence: str) -> list[str]:
    if sentence.count(LINK) < 2:
        return [sentence]
    before, _, after = sentence.partition(LINK)
    if _IF.match(before) or _ELSE.match(before) or first_word(before) in CONDITIONS:
        return _AGAIN.split(sentence)
    return _OR.split(sentence) if _AFTER.match(after) else _AGAIN.split(sentence)


def clause(text: str, links: tuple[Link, ...], *, lead: int = 0, answers: bool = False) -> Clause:
    """Return what one sentence comes to. ``answers``: it is an item of a list, where any words in front are an answer.

    ``lead`` is how many characters of it stand in bold in front.
    """
    before, mark, after = text.partition(LINK)
    label, rest = leading(before if mark else text, lead, answers=answers)
    if not mark:
        return Clause(label, rest.strip(), None)
    rest, verb = _without_sending(rest)
    if label is None:
        label, rest = conditional(rest)
    if label is None and (found := _AFTER.match(after)) is not None:
        label, after = conditional(found.group(1).replace(LINK, ""))[0], ""
    rest = bare(rest)
    if label is None and answers and verb not in STRONG:
        label, rest = (rest, "") if rest else (links[0].words, "")
    doing = " ".join(part for part in (rest, _said_after(after, links)) if part)
    return Clause(label, doing, links[0], firm=verb in STRONG or label is not None)


def _said_after(after: str, links: tuple[Link, ...]) -> str:
    """Return what follows a link; after a colon stands only the name of the step again."""
    if after[:1] in {":", ")"}:
        return ""
    said = with_words(after, links[1:]).strip(_EDGES)
    return said if len(said) > 3 and not said.casefold().startswith(("section", "step", "below", "above")) else ""


def with_words(text: str, links: Sequence[Link]) -> str:
    """Return ``text`` with the words of its links where they stood."""
    parts = text.split(LINK)
    words = [link.words for link in links][: len(parts) - 1]
    words += [""] * (len(parts) - 1 - len(words))
    return parts[0] + "".join(word + part for word, part in zip(words, parts[1:], strict=True))


def leading(text: str, lead: int, *, answers: bool) -> tuple[str | None, str]:
    """Return the answer in front (in bold, before a colon, dash or arrow; “Yes, …”), and what follows it."""
    text = text.replace("\n", " ")
    if lead and answers:
        bold, rest = bare(text[:lead]), text[lead:]
        if bold and (rest.lstrip()[:1] in {"", ":", "→", "-", "–", "—", "⇒", "=", ",", "."} or text[lead - 1] == ":"):
            return plain(bold), rest.lstrip(_EDGES)
    if (short := _SHORT.match(text)) is not None:
        return plain(short.group(1)), text[short.end() :]
    if answers and (found := _LEAD.match(text)) is not None and bare(found.group(1)):
        words = found.group(1)
        if found.group(2) != ":" or not tells(words):
            return plain(bare(words)), text[found.end() :]
    return None, text


def conditional(text: str, *, loose: bool = False) -> tuple[str | None, str]:
    """Return the condition that ``text`` begins with, and what it tells to do then.

    Where a comma ends the condition, an instruction follows; with ``loose`` anything may follow.
    """
    text = bare(text)
    if (found := _ELSE.match(text)) is not None:
        return "Otherwise", text[found.end() :]
    if first_word(text) in {"yes", "no"} and len(text) <= 3:
        return text.capitalize(), ""
    if _IF.match(text) is None and first_word(text) != "unless":
        return None, text
    for comma in _SPLIT.finditer(text):
        following = text[comma.end() :]
        if (over := _OVER.match(following)) is not None:
            return plain(text[: comma.start()]), following[over.end() :]
        if loose or tells(following):
            return plain(text[: comma.start()]), following
    return plain(text), ""


def bare(text: str) -> str:
    """Return ``text`` without the marks at its ends that only part it from what stands beside it."""
    text = text.strip(_EDGES)
    while text.endswith(("->", "=>")):
        text = text[:-2].rstrip(_EDGES)
    return text


def plain(words: str) -> str:
    """Return the words of a condition as those of an answer."""
    words = bare(words)
    found = _IF.match(words)
    rest = words[found.end() :] if found is not None else words
    if rest.casefold() in {"so", "not"}:
        return f"If {rest.casefold()}"
    return rest[:1].upper() + rest[1:]


def _without_sending(text: str) -> tuple[str, str | None]:
    """Return ``text`` without the phrase at its end that sends on (“, then go back to”), and that phrase's verb."""
    tail = text[-120:].rstrip(" \t\n:“\"'([→–—-")
    words = tail.split(" ")
    for back in range(1, min(len(words), 9) + 1):
        word = words[-back].casefold().strip('(“"')
        if word in VERBS:
            return _without_joiners(text[: len(text) - len(text[-120:])] + " ".join(words[:-back])), word
        if word.rstrip(",") not in FILLERS and word not in JOINERS:
            break
    return text, None


def _without_joiners(text: str) -> str:
    words = text.split(" ")
    while words and (not words[-1] or words[-1].casefold() in JOINERS):
        words.pop()
    return " ".join(words)
