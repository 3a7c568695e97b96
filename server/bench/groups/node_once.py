"""What a step is paid that is made as one walks: ten reloads of it, an answer that leads on, with zero wait off and on.

The server of an installation asks a loopback provider; every request that comes there is one that would be paid.
"""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import uvloop

from bench.client import Connection
from bench.desk import API
from bench.figures import Figure, at_most
from bench.models import MODEL, PROBLEM, answer
from bench.product import held_database, installation
from bench.rows import Somebody, make_account, make_person, superuser
from tests.support import loopback
from tests.support.loopback import Loopback

RELOADS = 10
LAST_SECONDS = 30.0
"""At most so long is waited for steps that are made ahead."""


@dataclass(frozen=True)
class Walked:
    """Calls for the first step, for the one after its answer, and for all others; how long the answer took."""

    first: int
    second: int
    others: int
    answered_ms: float


async def use(owner: Connection, provider: Loopback, *, zero_wait: bool) -> None:
    """Let the account use the provider."""
    path = f"{API}/account/ai-settings"
    version = (await owner.send("GET", path)).expect(200).json()["version"]
    change = {
        "provider": "anthropic",
        "model": MODEL,
        "api_key": "sk-bench",
        "base_url": f"http://127.0.0.1:{provider.port}",
        "zero_wait": zero_wait,
    }
    (await owner.send("PATCH", path, change, {"If-Match": f'"{version}"'})).expect(200)


def steps_in(request: dict[str, Any]) -> list[dict[str, str]]:
    """What was answered before, as the provider was told."""
    content = request["messages"][-1]["content"][0]["content"]
    steps: list[dict[str, str]] = json.loads(content if isinstance(content, str) else content[0]["text"])["steps"]
    return steps


async def reloaded(technician: Connection, walk_id: str) -> dict[str, Any]:
    """The step at which a walk stands, read ten times."""
    read = [(await technician.send("GET", f"{API}/l1/sessions/{walk_id}")).expect(200).json() for _ in range(RELOADS)]
    nodes = [one["pending_node"] for one in read]
    assert nodes == [nodes[0]] * RELOADS, nodes
    assert nodes[0] is not None, read[0]["making"]
    node: dict[str, Any] = nodes[0]
    return node


async def made_ahead(provider: Loopback, wanted: int) -> None:
    """Wait until so many requests have come."""
    async with asyncio.timeout(LAST_SECONDS):
        while len(provider.bills) < wanted:
            provider.charged.clear()
            await provider.charged.wait()
    await asyncio.sleep(1)  # none more may come


async def walked(port: int, people: tuple[Somebody, Somebody], *, zero_wait: bool) -> Walked:
    """Begin a walk, reload its first step, answer it, reload the second one."""
    owner, technician = (Connection(port, person.token) for person in people)
    async with loopback.anthropic() as provider:
        provider.answer_by(answer)
        await use(owner, provider, zero_wait=zero_wait)
        intake = {"problem_text": PROBLEM, "ticket": {"kind": "internal"}, "none_fit": True}
        begun = await technician.post(f"{API}/l1/intake", intake, {"Idempotency-Key": uuid4().hex})
        walk_id = begun.expect(200).json()["session"]["id"]
        node = await reloaded(technician, walk_id)
        await made_ahead(provider, 1 + len(node["options"]) * zero_wait)
        chosen = node["options"][0]
        began = time.perf_counter()
        step = {"node_id": node["id"], "option_id": chosen["id"]}
        headers = {"Idempotency-Key": uuid4().hex}
        (await technician.post(f"{API}/l1/sessions/{walk_id}/step", step, headers)).expect(200)
        took = (time.perf_counter() - began) * 1000
        after = await reloaded(technician, walk_id)
        ahead = len(node["options"]) + len(after["options"])
        await made_ahead(provider, 1 + ahead if zero_wait else 2)
        paths = [[one["answer"] for one in steps_in(request)] for request in provider.requests]
    return Walked(
        first=paths.count([]),
        second=paths.count([chosen["label"]]),
        others=sum(path not in ([], [chosen["label"]]) for path in paths),
        answered_ms=took,
    )


async def both() -> tuple[Walked, Walked]:
    """Walk with zero wait off, then on, in accounts of their own."""
    found = []
    with installation() as product:
        product.start()
        for zero_wait in (False, True):
            with held_database(product) as server, superuser(server) as rows:
                account_id = make_account(rows)
                people = (make_person(rows, account_id, "owner"), make_person(rows, account_id, "l1_tech"))
            found.append(await walked(product.port, people, zero_wait=zero_wait))
    return found[0], found[1]


def measure() -> list[Figure]:
    """Walk both ways."""
    off, on = uvloop.run(both())
    return [
        Figure("paid calls for a first step, reloaded ten times", off.first, "", at_most(1)),
        Figure("paid calls for the step after it, reloaded ten times", off.second, "", at_most(1)),
        Figure("paid calls for anything else", off.others, "", at_most(0)),
        Figure("zero wait on: paid calls for a first step, reloaded ten times", on.first, "", at_most(1)),
        Figure("zero wait on: paid calls for the step after it, made ahead", on.second, "", at_most(1)),
        Figure("zero wait on: paid ahead, not walked", on.others, ""),
        Figure("answering until the next step is there", off.answered_ms, "ms"),
        Figure("zero wait on: the same", on.answered_ms, "ms"),
    ]
