"""What a loopback server is told to answer."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Says:
    """A whole answer; anything that isn't text is sent as JSON. ``stop`` as the provider names it.

    Its stream begins after so many seconds, and not before the event.
    """

    content: Any
    stop: str = "end_turn"
    begins_after: float = 0.0
    begins_when: asyncio.Event | None = None

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else json.dumps(self.content, ensure_ascii=False)


@dataclass(frozen=True)
class Uses:
    """A call of a tool instead of an answer."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refuses:
    """The safety classifier stopped it: status 200, with or without a few words before."""

    said: str = ""


@dataclass(frozen=True)
class Fails:
    """An error instead of an answer."""

    status: int
    kind: str = "api_error"
    message: str = "That didn't work."


@dataclass(frozen=True)
class BreaksOff:
    """A stream that begins and ends without an end; ``clean``: as if it were whole, else the connection is cut."""

    said: str = ""
    clean: bool = False


@dataclass(frozen=True)
class ErrorInStream:
    """A stream that begins well and then reports an error."""

    kind: str = "overloaded_error"
    said: str = ""


@dataclass(frozen=True)
class Never:
    """Pings without end, or (``silent``) not even headers."""

    silent: bool = False
    said: str = ""


@dataclass(frozen=True)
class Garbage:
    """Status 200 and a body that is none."""

    body: bytes = b"<html>It works!</html>"
    media_type: str = "text/html"


Reply = Says | Uses | Refuses | Fails | BreaksOff | ErrorInStream | Never | Garbage
