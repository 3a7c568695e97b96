"""A guided walkthrough in Markdown: every heading is a step, links with their words are the answers. Pure, linear."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from resolutionflow.flows.importers.blocks import Document, Section, read_blocks, slug_of
from resolutionflow.flows.importers.bodies import Body, read_body
from resolutionflow.flows.importers.clauses import FIRST, NEXT, PREVIOUS
from resolutionflow.flows.importers.inline import Link, read_inline
from resolutionflow.flows.importers.own_page import OwnStep, read_own
from resolutionflow.flows.importers.parsed import DONE, MAX_FLOWS, NotReadable, Step, Way, Written, shortened
from resolutionflow.flows.importers.words import escalates, kind_of
from resolutionflow.flows.tree import MAX_NODES

OTHERWISE = "Otherwise"
NO_WAYS = (
    "no heading leads to another one, so nothing says which step follows which. "
    "Add links such as “If yes, see [Restart](#restart)”."
)
MAX_HEADINGS = 2 * MAX_NODES
_NUMBER = re.compile(
    r"(?:(?:step|section|part|path|test|check|stage)\s{1,3}(?P<named>\d{1,4}(?:\.\d{1,4}){0,5})[.):]?"
    r"|(?P<dotted>\d{1,4}(?:\.\d{1,4}){1,5})[.):]?|(?P<plain>\d{1,4})[.):])(?:\s*[-–—:]\s+|\s+|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Place:
    """A section that is a step of the flow, or holds only others."""

    section: Section
    key: str
    text: str
    number: str | None
    body: Body
    own: OwnStep | None = None
    group: bool = False

    @property
    def leads(self) -> bool:
        return self.body.has_ways or self.own is not None


def read_walkthroughs(text: str, name: str) -> list[Written]:
    """Return the flows of a document: one for each heading of the first level. Raise ``NotReadable``."""
    document = read_blocks(text)
    flows = _flows_of(document)
    if len(flows) > MAX_FLOWS:
        raise NotReadable(f"this has {len(flows)} headings of the first level, each a flow; {MAX_FLOWS} are the most.")
    names = _names_of(document)
    for section in document.sections:
        if (number := _number_of(section)) is not None:
            document.references[f" {number}"] = f" {number}"
    found = [_Reader(document, sections, names, name).run() for sections in flows]
    if not found:
        raise NotReadable("there is no heading in this document. Each step of a walkthrough has a heading of its own.")
    return found


def _flows_of(document: Document) -> list[list[Section]]:
    """Return the sections of each flow. Where every heading is of the first level, they are the steps of one."""
    sections = [section for section in document.sections if section.level or section.pieces]
    levels = [section.level for section in sections if section.level]
    if not levels:
        return []
    if levels.count(1) < 2 or max(levels) == 1:
        return [sections]
    flows: list[list[Section]] = []
    for section in sections:
        if section.level == 1 or not flows:
            flows.append([])
        flows[-1].append(section)
    return [flow for flow in flows if any(section.level for section in flow)]


def _names_of(document: Document) -> dict[str, Section]:
    """Return each name that links may use, as renderers give them: the second “Restart” is ``restart-1``."""
    names: dict[str, Section] = {}
    counts: dict[str, int] = {}
    for section in document.sections:
        for anchor in section.anchors:
            names.setdefault(anchor, section)
    for section in document.sections:
        if not section.level:
            continue
        slug = base = slug_of(read_inline(section.heading, section.line, {}).text)
        while slug in counts:
            counts[base] += 1
            slug = f"{base}-{counts[base]}"
        counts[slug] = 0
        names.setdefault(slug, section)
    return names


def _number_of(section: Section) -> str | None:
    found = _NUMBER.match(section.heading)
    return (found.group("named") or found.group("dotted") or found.group("plain")) if found else None


class _Reader:
    """Makes one flow out of its sections."""

    def __init__(self, document: Document, sections: list[Section], names: Mapping[str, Section], name: str) -> None:
        self.document, self.sections, self.names = document, sections, names
        self.written = Written(self._title(name), line=sections[0].line)
        self.places: list[_Place] = []
        self.by_section: dict[int, int] = {}
        self.numbers: dict[str, int] = {}
        self.dangling = False

    def run(self) -> Written:
        written, front = self.written, self.document.front
        written.category = shortened(front.get("category", ""), 100) or None
        tags = (shortened(tag.strip("\"' "), 50) for tag in front.get("tags", "").strip("[]").split(","))
        written.tags = tuple(dict.fromkeys(tag for tag in tags if tag))
        if len(self.sections) > MAX_HEADINGS:
            written.problem = f"this has {len(self.sections)} headings; {MAX_NODES} steps are the most. Split it."
            return written
        self._place_all()
        root = self._root()
        if root is None:
            written.problem = NO_WAYS
            return written
        written.root = self.places[root].key
        for index, place in enumerate(self.places):
            if not place.group:
                self._step(index, place)
        if not self._joins_headings():
            written.problem = NO_WAYS
        self._leave_out()
        return written

    def _joins_headings(self) -> bool:
        """Say whether some heading leads to another, or at least was meant to; a single one need not."""
        keys = {place.key for place in self.places if not place.group}
        led = (way.target for step in self.written.steps.values() for way in step.ways)
        return len(keys) < 2 or self.dangling or any(target in keys for target in led)

    def _title(self, name: str) -> str:
        top = [section for section in self.sections if section.level == 1]
        if len(top) == 1 and len(self.sections) > 1:
            return read_inline(top[0].heading, top[0].line, {}).text
        given = self.document.front.get("title", "")
        first = next(section for section in self.sections if section.level)
        single = first.heading if len(self.sections) == 1 else ""
        return given or read_inline(single, 1, {}).text or name

    def _place_all(self) -> None:
        keys: set[str] = set()
        sections = self._described()
        for section in sections:
            heading = read_inline(section.heading, section.line, self.document.references).text
            number = _NUMBER.match(heading)
            text = heading[number.end() :] if number and number.end() < len(heading) else heading
            key = _unique(slug_of(text)[:60] or "step", keys)
            body = Body() if read_own(section.pieces) else read_body(section.pieces, self.document.references)
            found = number.group("named") or number.group("dotted") or number.group("plain") if number else None
            place = _Place(section, key, text.strip() or heading or key, found, body, read_own(section.pieces))
            self.by_section[id(section)] = len(self.places)
            if place.number:
                self.numbers.setdefault(place.number, len(self.places))
            self.places.append(place)
        for index, place in enumerate(self.places[:-1]):
            deeper = self.places[index + 1].section.level > place.section.level
            place.group = deeper and not place.leads and not place.body.telling

    def _described(self) -> list[Section]:
        """Return the sections that may be steps; what stands under the title without a way on describes the flow."""
        sections = self.sections
        while len(sections) > 1 and sections[0].level <= 1 and sections[1].level != 1:
            body = read_body(sections[0].pieces, self.document.references)
            if body.has_ways:
                break
            self.by_section[id(sections[0])] = 0
            self.written.description = "\n\n".join(filter(None, (self.written.description, "\n\n".join(body.telling))))
            sections = sections[1:]
        return [section for section in sections if section.level]

    def _root(self) -> int | None:
        return next((index for index, place in enumerate(self.places) if place.leads), None)

    def _step(self, index: int, place: _Place) -> None:
        step = Step(place.key, place.section.line, self._text(place.text, place.body))
        self.written.steps[place.key] = step
        if place.own is None:
            self._ways(step, place.body, index, place.text)
        else:
            self._own(step, place.own, index)

    def _own(self, step: Step, own: OwnStep, index: int) -> None:
        """Take a step of a page that this product wrote."""
        step.kind, step.minutes = own.kind, own.minutes
        step.text = "\n\n".join((step.text, *own.telling))
        step.to, step.reason, step.hand_over = (own.fields.get(name) for name in ("to", "reason", "hand_over"))
        for label, name, line in own.answers:
            if name is None:
                self._dangle(
                    line, f"the answer “{shortened(label, 60)}” leads nowhere yet. Choose its next step.", step
                )
            target = None if name is None else self._target(Link("", name, line), index, step)
            step.ways.append(Way(label, target, line))

    @staticmethod
    def _text(heading: str, body: Body) -> str:
        if len(body.telling) == 1:
            told = body.telling[0].strip().removeprefix("- ").removeprefix("* ")
            return f"{heading}\n\n{told}" if heading and told else heading or told
        told = "\n".join(line.rstrip() for line in body.telling).strip()
        return f"{heading}\n\n{told}" if heading and told else heading or told

    def _ways(self, step: Step, body: Body, index: int, heading: str) -> None:
        for branch in body.branches:
            step.ways.append(Way(branch.label, self._led(branch.body, index, branch.line, step), branch.line))
        end = body.end()
        if end is not None:
            label = OTHERWISE if body.branches else DONE
            step.ways.append(Way(label, self._target(end, index, step), end.line))
        for link in body.mentions:
            if link.name and not link.name.startswith(" ") and link is not end:
                words = f"“{shortened(link.words, 60)}” is linked in passing; it is not taken for a way on."
                self.written.remark(link.line, "mention", words, node=step.key)
        self._kind(step, body, heading)

    def _kind(self, step: Step, body: Body, heading: str) -> None:
        told = "\n".join(body.telling)
        if not step.ways:
            step.kind = "escalation" if escalates(heading, told) else "resolution"
        elif len(step.ways) > 1:
            step.kind = kind_of(heading, told, [way.label for way in step.ways])
        else:
            step.kind = "action"
            if body.branches:
                words = f"“{shortened(heading or told, 60)}” names one answer only. What if it is another?"
                self.written.remark(step.line, "one_answer", words, node=step.key)

    def _led(self, body: Body, index: int, line: int, step: Step) -> str | None:
        """Return where an answer leads: straight to a heading, or to a step of its own for what is told under it."""
        end = body.end()
        if end is not None and not body.branches and not body.telling:
            return self._target(end, index, step)
        key = _unique(f"{step.key[:80]}-{len(step.ways) + 1}", self.written.steps)
        told = self._text("", body)
        made = Step(key, line, told or "(no words)")
        self.written.steps[key] = made
        self._ways(made, body, index, "")
        return key

    def _target(self, link: Link, index: int, step: Step) -> str | None:
        found = self._index_of(link, index)
        if found is not None:
            while found < len(self.places) and self.places[found].group:
                found += 1
            if 0 <= found < len(self.places):
                return self.places[found].key
        elsewhere = self.names.get(link.name) or self.names.get(link.name.lower())
        words = f"“{shortened(link.words or link.name, 60)}” leads to “{shortened('#' + link.name.strip(), 80)}”, "
        why = "which belongs to another flow of this document" if elsewhere else "but no heading has this name"
        self._dangle(link.line, f"{words}{why}. Choose the next step of this answer.", step)
        return None

    def _index_of(self, link: Link, index: int) -> int | None:
        if link.name.startswith(" "):
            beside = {NEXT: index + 1, PREVIOUS: index - 1, FIRST: self._root()}
            return beside[link.name] if link.name in beside else self.numbers.get(link.name.strip())
        section = self.names.get(link.name) or self.names.get(link.name.lower())
        return self.by_section.get(id(section)) if section is not None else None

    def _dangle(self, line: int, words: str, step: Step) -> None:
        self.dangling = True
        self.written.remark(line, "dangling", words, "error", step.key)

    def _leave_out(self) -> None:
        """Leave out headings that nothing leads to and that lead nowhere, unless a link may have missed them."""
        steps, written = self.written.steps, self.written
        reached, ring = {written.root}, [written.root]
        while ring:
            targets = [way.target for key in ring if key in steps for way in steps[key].ways]
            ring = [key for key in dict.fromkeys(targets) if key is not None and key not in reached]
            reached.update(ring)
        aimed = {way.target for step in steps.values() for way in step.ways}
        for place in self.places:
            if place.group or place.key in reached:
                continue
            gone = not steps[place.key].ways and not self.dangling and place.key not in aimed
            if gone:
                del steps[place.key]
            end = "it is left out." if gone else "lead an answer to it, or remove it."
            words = f"nothing leads to the heading “{shortened(place.text, 80)}”; {end}"
            written.remark(place.section.line, "unreachable", words, "warning" if gone else "error", place.key)


def _unique(base: str, taken: "set[str] | Mapping[str, Step] | Sequence[str]") -> str:
    key, number = base, 1
    while key in taken:
        key = f"{base}-{(number := number + 1)}"
    if isinstance(taken, set):
        taken.add(key)
    return key
