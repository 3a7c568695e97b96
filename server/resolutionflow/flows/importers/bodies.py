"""What stands under a heading: what it tells to do, the answers it names, and where it sends on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from resolutionflow.flows.importers.blocks import Piece
from resolutionflow.flows.importers.clauses import (
    Clause,
    clause,
    conditional,
    leading,
    sentences,
    with_word_links,
    with_words,
)
from resolutionflow.flows.importers.inline import LINK, Inline, Link, read_inline
from resolutionflow.flows.importers.words import first_word

MAX_NESTING = 12
_ANSWERS = frozenset({"if", "when", "unless", "otherwise", "else", "yes", "no"})


@dataclass(slots=True)
class Branch:
    """An answer, and what is told under it."""

    label: str
    line: int
    body: "Body"


@dataclass(slots=True)
class Body:
    """What a section, or the answer of one, comes to."""

    telling: list[str] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    onward: list[tuple[Link, bool]] = field(default_factory=list)
    mentions: list[Link] = field(default_factory=list)

    @property
    def has_ways(self) -> bool:
        """Say whether something here leads on."""
        return bool(self.branches or self.onward)

    def end(self) -> Link | None:
        """Return where it sends whoever has done it, whatever came of it; other places are only mentioned."""
        firm = [link for link, sure in self.onward if sure]
        if firm:
            return firm[-1]
        return self.onward[-1][0] if self.onward and not self.branches else None


@dataclass(slots=True)
class _Item:
    """A piece with its text read, and the pieces that stand under it."""

    piece: Piece
    inline: Inline
    under: list[Piece] = field(default_factory=list)


def read_body(pieces: Sequence[Piece], references: dict[str, str], depth: int = 0) -> Body:
    """Return what ``pieces`` come to."""
    body = Body()
    items = _grouped(pieces, references)
    linked = [item for item in items if _names_answer(item)]
    forms = {_form(item) for item in linked} - {""}
    rows = any(LINK in cell for item in items for cell in _cells(item, references))
    for item in items:
        if item.piece.kind in {"row", "head"}:
            _row(item, body, references, links=rows)
        elif item.under and depth < MAX_NESTING and (label := _group_label(item)) is not None:
            body.branches.append(Branch(label, item.piece.line, read_body(item.under, references, depth + 1)))
        else:
            _piece(item, body, forms)
            if item.under:
                _adopt(body, read_body(item.under, references, depth + 1) if depth < MAX_NESTING else Body())
    return body


def _adopt(body: Body, under: Body) -> None:
    """Take what stands under a plain item as if it stood beside it."""
    body.telling += [f"  {line}" for line in under.telling]
    body.branches += under.branches
    body.onward += under.onward
    body.mentions += under.mentions


def _grouped(pieces: Sequence[Piece], references: dict[str, str]) -> list[_Item]:
    """Return the outer pieces, each with those under it: deeper items, and the list after “If it is on:”."""
    found: list[_Item] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and _belongs(piece, last):
            last.under.append(piece)
        else:
            text = piece.text if piece.kind != "code" else ""
            plain_item = not (piece.kind == "item" and piece.mark[0].isdigit())
            read = read_inline(text, piece.line, references)
            inline = with_word_links(read, piece.line, references, beside=plain_item)
            found.append(_Item(piece, inline))
    return found


def _belongs(piece: Piece, last: _Item) -> bool:
    if last.piece.kind == "item":
        deep = piece.indent > last.piece.indent
        return (deep and piece.kind in {"item", "para"}) or (piece.kind == "code" and bool(last.under))
    return last.piece.kind == "para" and piece.kind == "item" and _opens(last)


def _opens(item: _Item) -> bool:
    """Say whether a paragraph names a condition whose consequences are listed under it."""
    text = item.inline.text.strip()
    return LINK not in text and text.rstrip("*").endswith(":") and first_word(text) in _ANSWERS


def _group_label(item: _Item) -> str | None:
    text = item.inline.text.strip()
    if LINK in text or len(text) > 300:
        return None
    bold = item.inline.lead >= len(text) - 1
    if not (text.endswith(":") or bold or first_word(text) in _ANSWERS):
        return None
    if first_word(text) not in _ANSWERS and not (bold and item.piece.kind == "item"):
        return None
    label, _ = conditional(text.rstrip(":"))
    return label or text.rstrip(":. ")


def _form(item: _Item) -> str:
    """Return how an item of a list names its answer: in bold, before a mark, or by a condition."""
    if item.piece.kind != "item":
        return ""
    if item.inline.lead:
        return "bold"
    text = item.inline.text
    if first_word(text) in _ANSWERS:
        return "if"
    return "lead" if leading(text.partition(LINK)[0], 0, answers=True)[0] is not None else ""


def _names_answer(item: _Item) -> bool:
    return item.piece.kind == "item" and LINK in item.inline.text and not item.piece.mark[0].isdigit()


def _piece(item: _Item, body: Body, forms: set[str]) -> None:
    piece, inline = item.piece, item.inline
    if piece.kind == "code":
        body.telling += piece.text.split("\n")
        return
    bullet = piece.kind == "item" and not piece.mark[0].isdigit()
    if bullet and (LINK in inline.text or _is_answer(item, forms)):
        _answer(item, body)
        return
    prefix = f"{piece.mark} " if piece.kind == "item" else ""
    if LINK not in inline.text:
        body.telling.append(prefix + inline.text.strip())
        return
    _told(item, body, prefix)


def _is_answer(item: _Item, forms: set[str]) -> bool:
    """Say whether an item without a link is an answer: it is written as those with links beside it are."""
    if first_word(item.inline.text) in {"yes", "no"} and _form(item) in {"bold", "lead", "if"}:
        return True
    return (form := _form(item)) != "" and form in forms


def _answer(item: _Item, body: Body) -> None:
    inline = item.inline
    if _has_further_condition(inline):
        _told(item, body, "")
        return
    made = clause(inline.text.strip(), inline.links, lead=inline.lead, answers=True)
    label, doing = made.label, made.doing
    if label is None and made.link is None:
        label, doing = conditional(inline.text, loose=True)
    elif label is not None and first_word(label) in {"if", "when"}:
        label = conditional(label)[0] or label
    if label is None and made.link is None:
        body.telling.append(f"{item.piece.mark} {inline.text.strip()}")
        return
    if label is None:
        told = _keep(made, inline.text, inline.links, body)
        body.telling += [told] if told else []
        return
    under = Body(telling=[doing[:1].upper() + doing[1:]] if doing else [])
    if made.link is not None:
        under.onward.append((made.link, True))
    body.branches.append(Branch(label, made.link.line if made.link else item.piece.line, under))
    body.mentions += inline.links[1:]


def _has_further_condition(inline: Inline) -> bool:
    """Say whether an item names several answers, each with its link, in sentences of its own."""
    if len(inline.links) < 2:
        return False
    named = [clause(text, links) for text, links in sentences(inline) if links]
    return sum(made.label is not None for made in named) > 1


def _told(item: _Item, body: Body, prefix: str) -> None:
    """Take a paragraph sentence by sentence."""
    said: list[str] = []
    for text, links in sentences(item.inline):
        if not links:
            if not _ends_there(text, item, body):
                said.append(text)
            continue
        made = clause(
            text, links, lead=item.inline.lead if text.startswith(item.inline.text[: item.inline.lead]) else 0
        )
        kept = _keep(made, text, links, body)
        if kept:
            said.append(kept)
    if said:
        body.telling.append(prefix + " ".join(said))


def _ends_there(text: str, item: _Item, body: Body) -> bool:
    """Take “If no, fill the tray.” beside answers with links: an answer after which nothing more is to be done."""
    if first_word(text) not in _ANSWERS or not body.branches:
        return False
    label, doing = conditional(text, loose=True)
    if label is None or not doing.strip():
        return False
    body.branches.append(Branch(label, item.piece.line, Body([doing[:1].upper() + doing[1:]])))
    return True


def _keep(made: Clause, text: str, links: tuple[Link, ...], body: Body) -> str:
    """Put a clause where it belongs; return what is left of it as words to be shown."""
    assert made.link is not None
    if made.label is not None:
        under = Body([made.doing[:1].upper() + made.doing[1:]] if made.doing else [], onward=[(made.link, True)])
        body.branches.append(Branch(made.label, made.link.line, under))
        body.mentions += links[1:]
        return ""
    if made.doing and not made.firm:
        body.mentions += links
        return with_words(text, links)
    body.onward.append((made.link, made.firm))
    body.mentions += links[1:]
    return f"{made.doing[:1].upper()}{made.doing[1:]}." if made.doing else ""


def _cell(cell: str, line: int, references: dict[str, str]) -> Inline:
    return with_word_links(read_inline(cell, line, references), line, references)


def _cells(item: _Item, references: dict[str, str]) -> list[str]:
    if item.piece.kind != "row":
        return []
    return [_cell(c, item.piece.line, references).text for c in item.piece.cells]


def _row(item: _Item, body: Body, references: dict[str, str], *, links: bool) -> None:
    """Take a row of a table: the cells before the one with the link are the answer."""
    piece = item.piece
    if not links:
        body.telling.append(" | ".join(read_inline(cell, piece.line, references).text for cell in piece.cells))
        return
    if piece.kind == "head":
        return
    cells = [_cell(cell, piece.line, references) for cell in piece.cells]
    at = next((number for number, cell in enumerate(cells) if LINK in cell.text), len(cells) - 1)
    words = [cell.text for cell in cells[:at] if cell.text] or [cell.text for cell in cells[at + 1 :] if cell.text]
    made = clause(cells[at].text, cells[at].links)
    under = Body(telling=[made.doing] if made.doing else [])
    if made.link is not None:
        under.onward.append((made.link, True))
    label = " – ".join(words) or made.label or (made.link.words if made.link else cells[at].text)
    body.branches.append(Branch(conditional(label)[0] or label, piece.line, under))
