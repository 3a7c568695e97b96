"""Bad input by the thousand: what schemathesis makes of the OpenAPI document, with live ids of real rows, made worse.

Random ids never reach a write, so most cases name things that are there. Into each body go, by chance, ids of real
things and texts that servers choke on; some bodies are no JSON at all. No answer may be a 5xx, and every refusal must
be declared by its route.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode

from resolutionflow.main import API
from tests.security.calls import body_of, path_of, rule_of
from tests.security.operations import Json, Operation, operations
from tests.security.world import World, current_tag
from tests.support.document import document
from tests.support.drawing import picture
from tests.support.people import MadeAccount

NASTY: list[Any] = [
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\uffff\ufffe",
    "a" * 70_000,
    "ß" * 255,
    "\u202e" * 50,
    "' or 1=1 --",
    "{}",
    "../../etc/passwd",
    "%00%s%n",
    "1e400",
    "",
    " ",
    10**40,
    -1,
    2**31,
    2**63,
    1e308,
    True,
    None,
    [],
    {},
    [[]] * 100,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999+14:00",
    "018f0000-0000-7000-8000-000000000000",
    "00000000-0000-0000-0000-000000000000",
]
NASTY_PATHS = ["%00", "%ED%A0%80", "%FF", "a" * 3_000, "..%2F..", "0", "-1", "9" * 30, "%F0%9F%92%A9", "null"]
NASTY_BODIES = [b"", b"\x00", b"\xff\xfe", b"{", b"[" * 50_000, b'{"a":' * 5_000, b"NaN", b'"\\ud800"', b"1" * 5_000]
MOST_TIMES = 6
"""How often an operation has its share of cases at most, when none of them came past its checks."""

DEEP: Any = json.loads("[" * 200 + "]" * 200)

AnyCase = Case[Any]
MakeAccount = Callable[[], Awaitable[MadeAccount]]


@dataclass
class Tally:
    """What came of the cases; ``faults`` holds a sentence for each 5xx and each undeclared refusal."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    reached: Counter[str] = field(default_factory=Counter)


class Fuzzer:
    """Sends the cases of one operation after the other."""

    def __init__(self, make_account: MakeAccount, chance: random.Random) -> None:
        self.make_account = make_account
        self.chance = chance
        self.tally = Tally()
        self.world: World | None = None
        self.path = ""
        self.body: Json | None = None

    async def begin(self, operation: Operation, *, anew: bool = False) -> None:
        """Have something live to work on."""
        if self.world is None or anew:
            self.world = World(await self.make_account())
        self.path = await path_of(self.world, operation)
        self.body = await body_of(self.world, operation)

    async def send(self, operation: Operation, case: AnyCase) -> None:
        """Send one case, made worse by chance, and judge the answer."""
        assert self.world is not None
        client = self.world.owner
        path = self._path(operation, case)
        content = self._picture() if operation.takes_picture else self._content(case)
        answer = await self._request(client, operation, path, case, content)
        self._judge(operation, answer, path, content)
        gone = answer.status_code == 401 and not rule_of(operation).public
        if gone or (answer.is_success and operation.method != "GET"):
            await self.begin(operation, anew=gone)

    async def _request(
        self, client: AsyncClient, operation: Operation, path: str, case: AnyCase, content: bytes | None
    ) -> Response:
        headers = {"Content-Type": "application/json"} if content is not None else {}
        if operation.takes_if_match and self.chance.random() < 0.9:
            headers["If-Match"] = await self._tag(client, operation)
        if operation.method == "POST" and self.chance.random() < 0.3:
            headers["Idempotency-Key"] = self.chance.choice(["a", "k" * 200, "k" * 201, str(self.chance.random())])
        query = {name: clean(self._worse(value)) for name, value in (case.query or {}).items()}
        address = (API if operation.address.startswith(API) else "") + path
        return await client.request(operation.method, address, params=query, headers=headers, content=content)

    async def _tag(self, client: AsyncClient, operation: Operation) -> str:
        if self.chance.random() < 0.7:
            return await current_tag(client, operation, self.path)
        return self.chance.choice(['"0"', "*", '"-1"', '"9999999999999999999"', "W/", '"x"', '"2147483648"'])

    def _path(self, operation: Operation, case: AnyCase) -> str:
        """Mostly the live thing, sometimes what was generated or worse."""
        if not operation.parameters or self.chance.random() < 0.85:
            return self.path
        whole = operation.path
        for parameter in operation.parameters:
            whole = whole.replace(parameter[parameter.rindex("{") :], self.chance.choice(NASTY_PATHS))
        return whole

    def _content(self, case: AnyCase) -> bytes | None:
        """The body as bytes."""
        fate = self.chance.random()
        if case.operation.body is None or not case.operation.body:
            return None
        if fate < 0.05:
            return self.chance.choice(NASTY_BODIES)
        generated = case.body if isinstance(case.body, dict | list | str | int | float | bool) else {}
        good = self.body if self.body is not None and fate < 0.6 else generated
        if isinstance(good, dict) and isinstance(generated, dict) and fate < 0.4:
            good = {**good, **dict(self.chance.sample(sorted(generated.items()), min(1, len(generated))))}
        return json.dumps(self._worse(good), default=str).encode()

    def _picture(self) -> bytes:
        """A picture, often a broken one."""
        whole = picture()
        cut = self.chance.randrange(len(whole))
        spoilt = whole[:cut] + self.chance.randbytes(4) + whole[cut + 4 :]
        return self.chance.choice([whole, whole[:cut], spoilt, *NASTY_BODIES])

    def _worse(self, value: Any) -> Any:
        """The value, here and there with something nasty in place of a part of it."""
        if self.chance.random() < 0.04:
            return self.chance.choice([*NASTY, DEEP])
        if isinstance(value, dict):
            return {key: self._worse(part) for key, part in value.items()}
        return [self._worse(part) for part in value] if isinstance(value, list) else value

    def _judge(self, operation: Operation, answer: Response, path: str, content: bytes | None) -> None:
        self.tally.cases += 1
        self.tally.statuses[answer.status_code] += 1
        self.tally.reached[str(operation)] += answer.is_success
        if answer.status_code >= 500:
            self.tally.faults.append(f"{operation.method} {path[:200]} with {(content or b'')[:600]!r}: {answer.text}")


def clean(value: Any) -> str:
    """A value that can stand in a query."""
    return str(value).encode("utf-8", "replace").decode()[:4_000]


def strategies(operation: Operation) -> st.SearchStrategy[AnyCase]:
    """Good and bad cases of the operation."""
    made = schemathesis.openapi.from_dict(document())[
        API + operation.path if operation.address.startswith(API) else operation.path
    ]
    found = made[operation.method]
    return st.one_of(*(found.as_strategy(generation_mode=mode) for mode in GenerationMode))


async def fuzz(make_account: MakeAccount, cases: int, start: int = 0) -> Tally:
    """Send about so many cases, as many to each operation that takes any input; ``start`` makes other ones."""
    fuzzer = Fuzzer(make_account, random.Random(start))
    open_ones = [one for one in operations() if one.spec.get("parameters") or one.spec.get("requestBody")]
    for operation in open_ones:
        await fuzzer.begin(operation, anew=True)  # what the last one changed in its account is none of this one's
        for again in range(MOST_TIMES):
            await _fuzz_one(fuzzer, operation, 1 + cases // len(open_ones), start + again)
            if fuzzer.tally.reached[str(operation)] or rule_of(operation).public or rule_of(operation).answers:
                break
    return fuzzer.tally


async def _fuzz_one(fuzzer: Fuzzer, operation: Operation, cases: int, start: int) -> None:
    loop = asyncio.get_running_loop()

    @seed(start)
    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies(operation))
    def send(case: AnyCase) -> None:
        asyncio.run_coroutine_threadsafe(fuzzer.send(operation, case), loop).result()

    await asyncio.to_thread(send)
