"""Judge the playbook by a list of tickets: `python -m bench.tickets FILE` prints what was missed, and the counts.

A list is YAML: rows of `[problem or null, text]`, or of `{text, right: [problems], coverable}`, where `right` holds the
problems that are a good answer, and `coverable` says whether a playbook could help at all.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from resolutionflow.ai.playbook.choosing import Alike, choose, nothing_known
from resolutionflow.ai.playbook.engine import problem_of
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.meaning import alike


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket, and the problems that are a good answer to it."""

    text: str
    right: Sequence[str]
    coverable: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A ticket and the problem it was answered with, null for silence."""

    ticket: Ticket
    given: str | None

    @property
    def right(self) -> bool:
        return self.given in self.ticket.right

    @property
    def wrong(self) -> bool:
        return self.given is not None and not self.right

    @property
    def unnamed(self) -> bool:
        """Whether the list names no problem for a ticket that could be helped, so that a person has to judge."""
        return self.wrong and self.ticket.coverable and not self.ticket.right

    @property
    def verdict(self) -> str:
        if self.given is None:
            return "silent" if self.ticket.coverable else "rightly silent"
        return "right" if self.right else "LOOK" if self.unnamed else "WRONG"


def tickets(file: Path) -> Iterator[Ticket]:
    """Yield the tickets of a list."""
    for row in yaml.safe_load(file.read_text("utf-8")):
        if isinstance(row, dict):
            yield Ticket(row["text"], row["right"], row["coverable"])
        else:
            yield Ticket(row[1], [row[0]] if row[0] else [], bool(row[0]))


def judged(listed: Sequence[Ticket], knows: Alike = alike) -> list[Judged]:
    """Answer each ticket."""
    found = [(ticket, problem_of(ticket.text, knows)) for ticket in listed]
    return [Judged(ticket, match.problem.id if match else None) for ticket, match in found]


def left_out(step: int, least_words: int = 5) -> list[Judged]:
    """Answer every ``step``-th thing that people say of a problem as if it had not been written down."""
    said = [(problem.id, text) for problem in library().problems for text in problem.say]
    rows = [(id_, text) for id_, text in said if len(text.split()) >= least_words][::step]
    found = [(id_, text, choose(text, alike, text)) for id_, text in rows]
    return [Judged(Ticket(text, [id_], True), match.problem.id if match else None) for id_, text, match in found]


def counts(rows: Sequence[Judged]) -> str:
    """Say how many are right, wrong and silent."""
    right, wrong = sum(row.right for row in rows), sum(row.wrong for row in rows)
    look, silent = sum(row.unnamed for row in rows), sum(row.verdict == "silent" for row in rows)
    coverable = sum(row.ticket.coverable for row in rows)
    return (
        f"{len(rows)} tickets, {coverable} coverable: {right} right, {wrong} wrong "
        f"({look} of them where the list names no problem: to be looked at), {silent} coverable ones not answered"
    )


def main(files: Sequence[str]) -> int:
    """Print each ticket that was not answered rightly, and the counts, with meanings and by words alone."""
    for file in files:
        listed = list(tickets(Path(file)))
        rows = judged(listed)
        for row in rows:
            if row.verdict in {"silent", "WRONG", "LOOK"}:
                wanted = ", ".join(row.ticket.right) or "–"
                print(
                    f"{row.verdict:6} {row.given or '–'} (right: {wanted}): {' '.join(row.ticket.text.split())[:140]}"
                )
        print(f"{file}\n  {counts(rows)}\n  by words alone: {counts(judged(listed, nothing_known))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
