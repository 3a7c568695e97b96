"""Each account's library in memory: read once, then only what changed, and given up when others need the room."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.flows.matching import queries
from resolutionflow.flows.matching.library import Entry, Library

MOST_BYTES = 256 * 1024 * 1024
ROWS_A_READ = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One subject in memory, as of its revision."""

    id: UUID
    revision: UUID
    is_proposal: bool
    entry: Entry


class Part:
    """Subjects of one kind with their library."""

    def __init__(self, kept: Iterable[Kept]) -> None:
        listed = list(kept)
        self.library = Library([one.entry for one in listed])
        self.kept = [replace(one, entry=entry) for one, entry in zip(listed, self.library.entries, strict=True)]


class Shelf:
    """What an account has to match with, as of one revision."""

    def __init__(self, revision: UUID | None, kept: dict[UUID, Kept]) -> None:
        self.revision = revision
        self.flows = Part(one for one in kept.values() if not one.is_proposal)
        self.proposals = Part(one for one in kept.values() if one.is_proposal)
        self.kept = {one.id: one for part in (self.flows, self.proposals) for one in part.kept}
        self.size = self.flows.library.size + self.proposals.library.size

    def frequencies(self, stems: Sequence[str]) -> list[int]:
        """Return how many flows and proposals have each stem."""
        found: list[int] = (self.flows.library.frequencies(stems) + self.proposals.library.frequencies(stems)).tolist()
        return found


class Shelves:
    """The shelves of a process, those used last, up to a number of bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._shelves: OrderedDict[UUID, Shelf] = OrderedDict()
        self._reading: dict[UUID, asyncio.Lock] = {}

    async def of(self, session: AsyncSession, account_id: UUID, revision: UUID | None) -> Shelf:
        """Return the account's shelf as of ``revision`` or later; one request reads, others wait for it."""
        shelf = self._shelves.get(account_id)
        if shelf is None or shelf.revision != revision:
            async with self._reading.setdefault(account_id, asyncio.Lock()):
                shelf = self._shelves.get(account_id)
                if shelf is None or shelf.revision != revision:
                    shelf = await _read(session, account_id, revision, shelf)
                    self._shelves[account_id] = shelf
        self._shelves.move_to_end(account_id)
        self._make_room()
        return shelf

    def _make_room(self) -> None:
        while len(self._shelves) > 1 and sum(shelf.size for shelf in self._shelves.values()) > self._most_bytes:
            gone, _ = self._shelves.popitem(last=False)
            lock = self._reading.get(gone)
            if lock is not None and not lock.locked():
                del self._reading[gone]


async def _read(session: AsyncSession, account_id: UUID, revision: UUID | None, old: Shelf | None) -> Shelf:
    """Read what is new since ``old``; its unchanged subjects are taken over."""
    known = old.kept if old else {}
    wanted = await queries.revisions(session, account_id)
    kept = {key: known[key] for key, current in wanted.items() if key in known and known[key].revision == current}
    missing = [key for key in wanted if key not in kept]
    for start in range(0, len(missing), ROWS_A_READ):
        rows = await session.execute(queries.packed(account_id, missing[start : start + ROWS_A_READ]))
        for row in rows:
            entry = Entry.unpacked(row.terms, row.vectors)
            kept[row.id] = Kept(row.id, row.revision, row.flow_proposal_id is not None, entry)
    return await asyncio.to_thread(Shelf, revision, kept)
