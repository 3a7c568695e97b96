"""Deliveries over TLS: to whom the certificate says the address is, or not at all."""

import asyncio
import ipaddress
import re
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from resolutionflow.kit.clock import now
from resolutionflow.notifications import posting, tasks
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.notifications.conftest import API, BASE, Receiver, reply
from tests.support.people import MadeAccount
from tests.support.work import run_jobs

HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("somewhere.example")
DAY = timedelta(days=1)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """Somebody who signs certificates; ``folder`` is where they lie."""

    folder: Path
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    number: int = 0

    def _begun(self, name: str, key: ec.EllipticCurvePrivateKey, days: tuple[int, int]) -> x509.CertificateBuilder:
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(_named(name))
            .issuer_name(_named("Our own authority"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now() + days[0] * DAY)
            .not_valid_after(now() + days[1] * DAY)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(issuer, critical=False)
        )

    def _written(self, name: str, *parts: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(parts))
        return path

    def own(self) -> Path:
        """The file to be trusted."""
        may_sign = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
        begun = self._begun("Our own authority", self.key, (-2, 30))
        begun = begun.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        made = begun.add_extension(may_sign, critical=True).sign(self.key, hashes.SHA256())
        return self._written("authority.pem", made.public_bytes(serialization.Encoding.PEM))

    def server(self, name: x509.GeneralName = HERE, days: tuple[int, int] = (-1, 20)) -> ssl.SSLContext:
        """What a server with a certificate for ``name`` speaks."""
        key = ec.generate_private_key(ec.SECP256R1())
        begun = self._begun("A receiver", key, days)
        begun = begun.add_extension(x509.SubjectAlternativeName([name]), critical=False)
        made = begun.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        self.number += 1
        chain = self._written(
            f"server{self.number}.pem",
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            made.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    """What is trusted is read once by a process; each of these tests is another one."""
    posting._trust.cache_clear()
    yield
    posting._trust.cache_clear()


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """An authority that the machine's administrator has named."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.own()))
    return authority


@pytest.fixture(autouse=True)
def _inside(settings: Settings, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose webhooks may call this machine."""
    made = settings.model_copy(update={"webhook_private": "127.0.0.1/32", "public_url": BASE})
    monkeypatch.setattr(tasks, "settings", lambda: made)
    monkeypatch.setattr(settings, "webhook_private", made.webhook_private)


@asynccontextmanager
async def listening(context: ssl.SSLContext) -> AsyncIterator[Receiver]:
    """A receiver that speaks TLS."""
    made = Receiver()
    server = await asyncio.start_server(made.talk, "127.0.0.1", 0, ssl=context)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


async def tested(account: MadeAccount, database: Database, receiver: Receiver) -> dict[str, Any]:
    """Press the test button of a webhook to the receiver, and return what became of the delivery."""
    url = receiver.url.replace("http://", "https://")
    body = {"name": "Ticket system", "url": url, "kinds": ["step_reported"]}
    webhook = (await account.owner.post(f"{API}/webhooks", json=body)).json()
    pressed = await account.owner.post(f"{API}/webhooks/{webhook['id']}/test")
    assert pressed.status_code == 202, pressed.text
    await run_jobs(database)
    items = (await account.owner.get(f"{API}/webhooks/{webhook['id']}/deliveries")).json()["items"]
    shown: dict[str, Any] = items[0]
    return shown


async def test_a_certificate_of_a_trusted_authority_is_delivered_to(
    account: MadeAccount, database: Database, trusted: Authority
) -> None:
    async with listening(trusted.server()) as receiver:
        shown = await tested(account, database, receiver)
    assert (shown["status"], shown["answer_status"], shown["problem"]) == ("delivered", 200, None)
    ((headers, _),) = receiver.came
    assert headers["ResolutionFlow-Delivery"] == shown["id"]


async def test_a_certificate_of_nobody_that_is_trusted_gets_nothing(
    account: MadeAccount, database: Database, authority: Authority
) -> None:
    async with listening(authority.server()) as receiver:
        shown = await tested(account, database, receiver)
    assert (shown["status"], shown["answer_status"], receiver.came) == ("failed", None, [])
    assert shown["problem"] == "No safe connection: unable to get local issuer certificate."


@pytest.mark.parametrize(
    ("name", "days", "problem"),
    [
        (HERE, (-9, -1), "certificate has expired."),
        (HERE, (1, 9), "certificate is not yet valid."),
        (ELSEWHERE, (-1, 9), "IP address mismatch, certificate is not valid for '127.0.0.1'."),
    ],
    ids=["expired", "not yet valid", "of another name"],
)
async def test_a_bad_certificate_gets_nothing_and_what_is_wrong_is_said(
    account: MadeAccount,
    database: Database,
    trusted: Authority,
    name: x509.GeneralName,
    days: tuple[int, int],
    problem: str,
) -> None:
    async with listening(trusted.server(name, days)) as receiver:
        shown = await tested(account, database, receiver)
    assert (shown["status"], shown["answer_status"], receiver.came) == ("failed", None, [])
    assert shown["problem"] == f"No safe connection: {problem}"


async def test_a_server_that_does_not_speak_tls_is_sent_nothing_plainly(
    account: MadeAccount, database: Database, trusted: Authority
) -> None:
    came: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.read(65_536))
        writer.write(reply("400 Bad Request"))
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    shown = await tested(account, database, Receiver(server.sockets[0].getsockname()[1]))
    server.close()
    assert (shown["status"], shown["answer_status"]) == ("failed", None)
    assert re.fullmatch(r"No safe connection: [a-z0-9 ]+\.", shown["problem"]), shown["problem"]
    assert b"ResolutionFlow" not in b"".join(came)
