"""The hub of one process: who listens, by account, and what they are still to be told."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import orjson

from resolutionflow.kit.errors import TooMany

REPLY_FIRST = 0.01
"""So that whoever changed something has their reply before 200 others hear of it."""
SHORTEST_PAUSE = 0.04
SENDS_A_SECOND = 500
"""What one process spends on live updates when there is no end of them: past that, hints are gathered for longer."""
MOST_HINTS = 100
MOST_WAITING = 32
MOST_STREAMS = 10
GRACE_SECONDS = 1.0


class Topic(StrEnum):
    """What may have changed."""

    WALKS = "walks"
    ESCALATIONS = "escalations"
    TICKETS = "tickets"
    FLOWS = "flows"
    NOTIFICATIONS = "notifications"
    FLOW_BUILDS = "flow_builds"


class Hint(NamedTuple):
    """Something of an account changed, without ``id`` anything of the topic; heard by ``user_id`` alone when given.

    ``by`` marks the sign-in (``mark``) that changed it, so that a browser need not read again what it did itself.
    """

    account_id: UUID
    topic: Topic
    id: UUID | None = None
    user_id: UUID | None = None
    by: str | None = None


def mark(token_hash: bytes) -> str:
    """Return what a sign-in is known by to live updates."""
    return token_hash[:8].hex()


class TooManyStreams(TooMany):
    """You listen for live updates in too many places at once. Close some of them; pages still load as usual."""


def event(name: str, **data: object) -> bytes:
    """Return one server-sent event."""
    return b"event: %s\ndata: %s\n\n" % (name.encode(), orjson.dumps(data))


RESYNC = event("resync")


class Stream:
    """One browser that listens. A slow one is told to read everything again, and takes no more memory."""

    def __init__(self, user_id: UUID, mark: str) -> None:
        self.user_id, self.mark = user_id, mark
        self.ended = False
        self.cut: Callable[[], object] = lambda: None
        self._waiting: deque[bytes] = deque()
        self._sleeper: asyncio.Future[None] | None = None

    def offer(self, chunk: bytes) -> None:
        """Have ``chunk`` sent next."""
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            chunk = RESYNC
        self._waiting.append(chunk)
        self._wake()

    async def next(self, until: float) -> bytes:
        """Return what is to be sent; nothing when the loop's clock shows ``until`` first, or the stream has ended."""
        if not self._waiting and not self.ended:
            loop = asyncio.get_running_loop()
            self._sleeper = loop.create_future()
            alarm = loop.call_at(until, self._wake)
            try:
                await self._sleeper
            finally:
                alarm.cancel()
        chunk = b"".join(self._waiting)
        self._waiting.clear()
        return chunk

    def end(self) -> None:
        """End the stream: at once when its browser reads, and after ``GRACE_SECONDS`` when it does not."""
        self.ended = True
        self._wake()
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self.cut)

    def _wake(self) -> None:
        if self._sleeper is not None and not self._sleeper.done():
            self._sleeper.set_result(None)


class Room:
    """Those of one account who listen, and the hints that are gathered for them."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.hints: dict[Hint, None] = {}
        self.flushed_at = float("-inf")
        self.alarm: asyncio.TimerHandle | None = None

    def gather(self, hint: Hint) -> None:
        """Keep ``hint`` for the next flush; very many become one for each topic."""
        self.hints[hint] = None
        if len(self.hints) > MOST_HINTS:
            self.hints = {Hint(one.account_id, one.topic): None for one in self.hints}

    def flush(self) -> None:
        """Hand what was gathered to everybody whom it concerns."""
        self.alarm = None
        self.flushed_at = asyncio.get_running_loop().time()
        hints, self.hints = self.hints, {}
        common = _changes(hint for hint in hints if hint.user_id is None)
        concerned = {hint.user_id for hint in hints}
        doers = {hint.by for hint in hints}
        for stream in self.streams:
            chunk = common
            if stream.user_id in concerned or stream.mark in doers:
                chunk = _changes((hint for hint in hints if hint.user_id in (None, stream.user_id)), stream.mark)
            if chunk:
                stream.offer(chunk)


def _changes(hints: Iterable[Hint], mark: str = "") -> bytes:
    """Return an event for each thing that changed; ``mine`` when only the sign-in of ``mark`` changed it."""
    mine: dict[tuple[Topic, UUID | None], bool] = {}
    for hint in hints:
        what = (hint.topic, hint.id)
        mine[what] = hint.by == mark and mine.get(what, True)
    return b"".join(
        event("changed", topic=topic, id=str(row_id) if row_id else None, **({"mine": True} if own else {}))
        for (topic, row_id), own in mine.items()
    )


class Hub:
    """Every room of this process. ``forward`` are relays, which pass hints on to other processes."""

    def __init__(self) -> None:
        self.forward: set[Callable[[Hint], None]] = set()
        self.is_open = False
        self._rooms: dict[UUID, Room] = {}
        self._count = 0

    @property
    def listeners(self) -> int:
        """Return how many streams there are."""
        return self._count

    def publish(self, hint: Hint) -> None:
        """Tell everybody in the account, in this process and in others."""
        for pass_on in self.forward:
            pass_on(hint)
        self.hear(hint)

    def hear(self, hint: Hint) -> None:
        """Tell everybody in the account who listens in this process: soon after a pause, else gathered."""
        room = self._rooms.get(hint.account_id)
        if room is None:
            return
        room.gather(hint)
        if room.alarm is None:
            loop = asyncio.get_running_loop()
            pause = max(SHORTEST_PAUSE, self._count / SENDS_A_SECOND)
            room.alarm = loop.call_at(max(loop.time() + REPLY_FIRST, room.flushed_at + pause), room.flush)

    def check_room(self, account_id: UUID, user_id: UUID) -> None:
        """Raise ``TooManyStreams`` when the person has as many streams as one may."""
        room = self._rooms.get(account_id)
        if room is not None and sum(one.user_id == user_id for one in room.streams) >= MOST_STREAMS:
            raise TooManyStreams

    def join(self, account_id: UUID, user_id: UUID, mark: str) -> Stream:
        """Return a new stream in the room of the account."""
        stream = Stream(user_id, mark)
        stream.ended = not self.is_open
        self._rooms.setdefault(account_id, Room()).streams.add(stream)
        self._count += 1
        return stream

    def leave(self, account_id: UUID, stream: Stream) -> None:
        """Take the stream out of its room."""
        room = self._rooms[account_id]
        room.streams.remove(stream)
        self._count -= 1
        if not room.streams:
            if room.alarm is not None:
                room.alarm.cancel()
            del self._rooms[account_id]

    def resync(self) -> None:
        """Tell everybody to read again what they see: hints of other processes may have been lost."""
        for room in self._rooms.values():
            for stream in room.streams:
                stream.offer(RESYNC)

    def open(self) -> None:
        """Let streams last; before that, and after ``close``, each ends once it has said hello."""
        self.is_open = True

    def close(self) -> None:
        """End every stream, so that none holds up the end of the server."""
        self.is_open = False
        for room in self._rooms.values():
            for stream in room.streams:
                stream.end()


hub = Hub()
"""The hub of this process."""
