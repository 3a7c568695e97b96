"""The one door to language models: typed evidence in, what was made out, and every call that was paid.

Nothing here touches the database, and no exception of a provider leaves: every ending is an ``Answer``.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from resolutionflow.ai.port import Answer, Asked, Check, Failure

Provider = Literal["anthropic", "openai"]


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Which model of whom, and how to reach it. ``base_url`` null: the provider's own address."""

    provider: Provider
    model: str
    api_key: str = field(repr=False)
    base_url: str | None = None


class Prime:
    """Lets one of several calls with the same head go first, until the provider has that head in its cache."""

    def __init__(self) -> None:
        self.started = asyncio.Event()


async def call(
    config: ModelConfig,
    asked: Asked,
    check: Check,
    *,
    deadline_s: float,
    redact_ticket_text: bool,
    prime: Prime | None = None,
) -> Answer:
    """Have ``asked`` made, within ``deadline_s`` seconds from now, its one retry for findings included."""
    return Answer(None, "model", Failure.UNAVAILABLE)


async def call_many(
    config: ModelConfig,
    asked: Sequence[Asked],
    check: Check,
    on_done: Callable[[int, Answer], Awaitable[None]],
    *,
    deadline_s: float,
    redact_ticket_text: bool,
) -> None:
    """Make all of ``asked``, the first alone until its stream starts; tell ``on_done`` each as it ends.

    ``on_done`` gets the position and the answer, exactly once each, never two at once. Cancelling this
    cancels the calls that still run; those get no ``on_done``.
    """


async def probe(config: ModelConfig, *, deadline_s: float) -> Answer:
    """Say whether the model answers at all: the cheapest call there is, ``made`` null, ``failure`` null when it does."""
    return Answer(None, "model", Failure.UNAVAILABLE)
