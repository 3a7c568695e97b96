"""What a loopback server counts and charges: tokens, caches by matching prefix, dollars.

The prices stand here a second time, by hand: the product's own figures are held against them.
"""

import hashlib
import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

CHARS_PER_TOKEN = 3.6
LIFE_S = 300
LOOK_BACK = 20
MOST_BREAKPOINTS = 4


@dataclass(frozen=True)
class Price:
    """Dollars a million tokens, and the shortest prompt that is cached at all."""

    read: float
    write: float
    cached: float
    out: float
    smallest: int


PRICES = {
    "claude-haiku-5-5": Price(0.10, 0.125, 0.01, 0.50, 512),
    "claude-haiku-4-5": Price(1.00, 1.25, 0.10, 5.00, 4_096),
    "claude-sonnet-5-5": Price(2.00, 2.50, 0.10, 10.00, 512),
}


def tokens_in(text: str) -> int:
    """About as many tokens as a provider counts in English text and JSON."""
    return math.ceil(len(text) / CHARS_PER_TOKEN)


@dataclass(frozen=True)
class Bill:
    """What one request is charged for."""

    model: str
    input: int
    written: int
    read: int
    output: int

    @property
    def dollars(self) -> float:
        price = PRICES[self.model]
        sums = (
            self.input * price.read,
            self.written * price.write,
            self.read * price.cached,
            self.output * price.out,
        )
        return sum(sums) / 1_000_000

    def usage(self) -> dict[str, int]:
        """The figures as the interface names them."""
        return {
            "input_tokens": self.input,
            "cache_creation_input_tokens": self.written,
            "cache_read_input_tokens": self.read,
            "output_tokens": self.output,
        }


@dataclass(frozen=True)
class Prefix:
    """The request up to one block: what it is, how long, and whether it is to be kept."""

    key: str
    tokens: int
    kept: bool


def blocks(body: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every block of a request in the order of the prefix: tools, form of the output, system, messages."""
    for tool in body.get("tools", []):
        yield block(tool)
    yield json.dumps(body.get("output_config", {}).get("format")), False
    system = body.get("system", [])
    for part in [{"type": "text", "text": system}] if isinstance(system, str) else system:
        yield block(part)
    for message in body["messages"]:
        content = message["content"]
        for part in [{"type": "text", "text": content}] if isinstance(content, str) else content:
            text, kept = block(part)
            yield f"{message['role']}:{text}", kept


def block(part: dict[str, Any]) -> tuple[str, bool]:
    bare = {key: value for key, value in part.items() if key != "cache_control"}
    text = bare["text"] if bare.get("type") == "text" else json.dumps(bare, ensure_ascii=False)
    return text, "cache_control" in part


def prefixes(body: dict[str, Any]) -> list[Prefix]:
    found, digest, tokens = [], hashlib.sha256(body["model"].encode()), 0
    for text, kept in blocks(body):
        digest.update(b"\0" + text.encode())
        tokens += tokens_in(text)
        found.append(Prefix(digest.hexdigest(), tokens, kept))
    return found


@dataclass
class Caches:
    """Heads of requests that were sent lately. A head is there once its answer has begun, not before."""

    clock: Callable[[], float] = time.monotonic
    until: dict[str, float] = field(default_factory=dict)

    def bill(self, body: dict[str, Any], output: int) -> tuple[Bill, list[str]]:
        """What a request is charged, and the heads to keep when its answer begins."""
        found = prefixes(body)
        smallest = PRICES[body["model"]].smallest
        marked = [at for at, prefix in enumerate(found) if prefix.kept and prefix.tokens >= smallest]
        whole = found[-1].tokens
        if not marked:
            return Bill(body["model"], whole, 0, 0, output), []
        looked_at = {at for mark in marked for at in range(max(0, mark - LOOK_BACK), mark + 1)}
        read = max((found[at].tokens for at in looked_at if self._has(found[at].key)), default=0)
        end = found[marked[-1]].tokens
        kept = [found[at].key for at in marked]
        return Bill(body["model"], whole - max(end, read), max(0, end - read), read, output), kept

    def keep(self, keys: list[str]) -> None:
        self.until.update(dict.fromkeys(keys, self.clock() + LIFE_S))

    def _has(self, key: str) -> bool:
        return self.until.get(key, -math.inf) > self.clock()
