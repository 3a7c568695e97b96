"""Posting to addresses that people typed: never into a private network, never after a redirect."""

import asyncio
import ipaddress
import socket
from typing import Any

import pytest

from resolutionflow.notifications import posting
from resolutionflow.notifications.posting import Forbidden, Unreachable, is_allowed, networks, post, resolve
from tests.notifications.conftest import Receiver, reply

LOOPBACK = networks("127.0.0.1/32")
PRIVATE = [
    "127.0.0.1",
    "127.255.0.9",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_of_the_public_internet_are_refused(address: str) -> None:
    assert not is_allowed(ipaddress.ip_address(address), [])


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111"])
def test_addresses_of_the_public_internet_are_called(address: str) -> None:
    assert is_allowed(ipaddress.ip_address(address), [])


def test_a_network_that_is_allowed_opens_itself_alone() -> None:
    allowed = networks("10.1.2.0/24, fd00::/8")
    found = [one for one in (*PRIVATE, "10.1.2.9", "fd12::1") if is_allowed(ipaddress.ip_address(one), allowed)]
    assert found == ["fd00:ec2::254", "10.1.2.9", "fd12::1"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "[::ffff:127.0.0.1]"]
)
async def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(Forbidden):
        await resolve(f"http://{host}:8000/", [])


class Names:
    """A resolver of names that answers each time with what stands next in its list."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = list(answers)
        monkeypatch.setattr(asyncio.get_running_loop().__class__, "getaddrinfo", self, raising=True)

    async def __call__(self, host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, 0, 0, "", (address, port)) for address in self.answers.pop(0)]


async def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Names(monkeypatch, ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(Forbidden, match="private network"):
        await resolve("https://hook.example.com/", [])


async def test_a_name_that_points_elsewhere_a_moment_later_is_called_where_it_was_judged(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    names = Names(monkeypatch, ["127.0.0.1"], ["10.0.0.7"])
    answer = await post(f"http://hook.example.com:{receiver.port}/a", {}, b"{}", LOOPBACK)
    assert (answer.status, len(names.answers)) == (200, 1), "looked up once, and called by address"
    ((head, _),) = receiver.came
    assert head["Host"] == f"hook.example.com:{receiver.port}"


async def test_a_post_arrives_whole(receiver: Receiver) -> None:
    answer = await post(receiver.url + "&of=a%20b#part", {"X-One": "1"}, b'{"a":"\xc3\xa4"}', LOOPBACK)
    assert answer.status == 200
    ((head, body),) = receiver.came
    assert head[""] == "POST /hook?from=desk&of=a%20b HTTP/1.1"
    assert (head["X-One"], body) == ("1", b'{"a":"\xc3\xa4"}')


@pytest.mark.parametrize("status", ["204 No Content", "302 Found", "404 Not Found", "500 Oops"])
async def test_an_answer_is_taken_as_it_is_and_no_redirect_is_followed(receiver: Receiver, status: str) -> None:
    receiver.answers = [reply(status, f"Location: {receiver.url}")]
    assert (await post(receiver.url, {}, b"{}", LOOPBACK)).status == int(status[:3])
    assert len(receiver.came) == 1


async def test_an_interim_answer_is_not_the_answer(receiver: Receiver) -> None:
    receiver.answers = [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + reply("201 Created")]
    assert (await post(receiver.url, {}, b"{}", LOOPBACK)).status == 201


async def test_of_an_endless_answer_only_the_beginning_is_read(receiver: Receiver) -> None:
    receiver.answers = [reply("200 OK", body=b"x" * 5_000_000)]
    assert (await asyncio.wait_for(post(receiver.url, {}, b"{}", LOOPBACK), 5)).status == 200


@pytest.mark.parametrize(
    ("answer", "words"), [(b"", "hung up"), (b"SSH-2.0-OpenSSH\r\n", "not HTTP"), (None, "did not answer")]
)
async def test_what_goes_wrong_is_said(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, answer: bytes | None, words: str
) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.3)
    receiver.answers = [answer]
    with pytest.raises(Unreachable, match=words):
        await post(receiver.url, {}, b"{}", LOOPBACK)


async def test_a_closed_port_and_a_server_without_tls_are_said(receiver: Receiver) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable, match="No connection"):
            await post(f"http://127.0.0.1:{closed.getsockname()[1]}/", {}, b"{}", LOOPBACK)
    with pytest.raises(Unreachable):
        await post(receiver.url.replace("http:", "https:"), {}, b"{}", LOOPBACK)


async def test_a_name_that_is_none_is_said() -> None:
    with pytest.raises(Unreachable, match="no server called"):
        await resolve("https://no-such-name.invalid/", [])
