"""The bench itself: its groups are there, its table tells a miss, its client tells a lost reply."""

import asyncio
import importlib
import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import figures
from bench.client import Connection, LostReply
from bench.figures import Figure, at_least, at_most, median_of, percentile, table

GROUPS_FOLDER = Path(bench.__file__).parent / "groups"


def test_every_group_can_be_run_and_every_module_is_a_group() -> None:
    modules = {path.stem for path in GROUPS_FOLDER.glob("*.py")} - {"__init__"}
    assert {name.replace("-", "_") for name in bench.GROUPS} == modules
    for module in modules:
        assert callable(importlib.import_module(f"bench.groups.{module}").measure)


@pytest.mark.parametrize(
    ("target", "value", "holds"),
    [(at_most(1.1), 1.1, True), (at_most(1.1), 1.11, False), (at_least(0.5), 0.5, True), (at_least(0.5), 0.49, False)],
)
def test_a_figure_holds_when_its_target_is_met(target: figures.Target, value: float, holds: bool) -> None:
    assert Figure("ratio", value, target=target).holds is holds


def test_the_table_shows_value_target_and_spread_and_shouts_a_miss() -> None:
    text = table([median_of("p95", [70.0, 50.0, 80.0], "ms", at_most(60)), Figure("count", 1_600)])
    head, first, second = (line.split() for line in text.splitlines())
    assert head == ["name", "value", "unit", "target", "holds", "spread"]
    assert first == ["p95", "70", "ms", "≤", "60", "NO", "50", "…", "80"]
    assert second == ["count", "1,600"]


def test_results_are_written_for_other_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path)
    figures.write("step", [median_of("ratio", [0.4, 0.6, 0.7], target=at_least(0.5))])
    assert json.loads((tmp_path / "step.json").read_text("utf-8")) == [
        {"name": "ratio", "value": 0.6, "unit": "", "target": "≥ 0.5", "holds": True, "runs": [0.4, 0.6, 0.7]}
    ]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile([1.0], 0.99) == 1.0


async def served(chunks: list[bytes]) -> tuple[asyncio.Server, int]:
    """A server that answers every request with these chunks and hangs up."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(0.01)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    return server, int(server.sockets[0].getsockname()[1])


async def test_the_client_puts_an_answer_together_and_connects_again() -> None:
    server, port = await served([b"HTTP/1.1 200 OK\r\nETag: W/x\r\nContent-", b'Length: 8\r\n\r\n{"a"', b": 1}"])
    async with server:
        connection = Connection(port, "token")
        for _ in range(2):
            answer = await connection.get("/")
            assert (answer.status, answer.headers["etag"], answer.json()) == (200, "W/x", {"a": 1})
            await asyncio.sleep(0.05)
        connection.close()


@pytest.mark.parametrize("chunks", [[], [b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{"]], ids=["none", "half"])
async def test_the_client_tells_that_a_reply_was_lost(chunks: list[bytes]) -> None:
    server, port = await served(chunks)
    async with server:
        with pytest.raises(LostReply):
            await Connection(port).post("/", {})
