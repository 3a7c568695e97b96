"""Telling people things, and a mail server and a receiver of webhooks to see what came."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from resolutionflow.notifications import tasks
from resolutionflow.notifications.service import Kind, tell
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.support.people import MadeAccount, Person
from tests.support.smtp import Mailbox, mail_server

API = "/api/v1"
BASE = "https://desk.example.com"

Tell = Callable[..., Awaitable[None]]


@pytest.fixture
def tell_of(account: MadeAccount, database: Database) -> Tell:
    """Tell people of the account something, as a job would."""

    async def telling(people: list[Person], title: str = "A reminder", kind: Kind = Kind.REMINDER, **more: Any) -> None:
        async with database.transaction(account.id) as session:
            await tell(session, account.id, [one.id for one in people], kind, title, "/walks/1", **more)

    return telling


@pytest.fixture
async def mailbox(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mailbox]:
    """A mail server that the jobs of notifications use."""
    async with mail_server() as box:
        with_mail = settings.model_copy(update={"smtp_url": box.url, "public_url": BASE})
        monkeypatch.setattr(tasks, "settings", lambda: with_mail)
        yield box


@dataclass
class Receiver:
    """The other side of webhooks: keeps what came, and answers as it is told (a status, or nothing at all)."""

    port: int = 0
    answers: list[bytes | None] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?from=desk"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        self.came.append(({"": head[0], **headers}, await reader.readexactly(int(headers["Content-Length"]))))
        answer = self.answers.pop(0) if self.answers else reply("200 OK")
        if answer is None:
            await asyncio.sleep(60)
        else:
            writer.write(answer)
        writer.close()


def reply(status: str, *headers: str, body: bytes = b"") -> bytes:
    """An HTTP answer."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]).encode() + body


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talks.add(task)
        try:
            await made.talk(reader, writer)
        except (asyncio.CancelledError, ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    for task in talks:
        task.cancel()
    server.close()


async def titles(person: Person, **query: str) -> list[str]:
    """What the person is told in the app, the newest first."""
    shown = await person.client.get(f"{API}/notifications", params=query)
    return [one["title"] for one in shown.json()["items"]]


async def prefer(person: Person, **choices: dict[str, bool]) -> None:
    """Have the person choose how they are told."""
    path = f"{API}/notifications/preferences"
    tag = (await person.client.get(path)).headers["ETag"]
    done = await person.client.patch(path, json={"choices": choices}, headers={"If-Match": tag})
    assert done.status_code == 200, done.text


def ids(*people: Person) -> list[UUID]:
    return [one.id for one in people]
