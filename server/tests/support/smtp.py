"""A mail server for tests: takes every mail and keeps it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

REPLIES = {b"EHLO": b"250 test", b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"DATA": b"354 go", b"QUIT": b"221 bye"}


@dataclass
class Mailbox:
    """What the server took, and where it listens."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]


@asynccontextmanager
async def mail_server() -> AsyncIterator[Mailbox]:
    """Serve on a free port of this machine."""
    box = Mailbox()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 test\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            writer.write(REPLIES.get(verb, b"500 what?") + b"\r\n")
            if verb == b"DATA":
                raw = await reader.readuntil(b"\r\n.\r\n")
                box.mails.append(message_from_bytes(raw[:-5], policy=policy.default))
                writer.write(b"250 taken\r\n")
            if verb == b"QUIT":
                break
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    async with server:
        yield box
