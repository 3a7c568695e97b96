"""What a call costs, by the price list that is shipped with the package; nothing is fetched."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

OWN_HOSTS = {"anthropic": "api.anthropic.com", "openai": "api.openai.com"}
LOADING = threading.Lock()
"""Held by whichever thread loads a library of models: they import each other, and two at once could meet half-way."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What was counted, each token once: ``input`` is what was neither read from nor written to a cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    @property
    def prompt(self) -> int:
        """All that was sent."""
        return self.input + self.cache_read + self.cache_write


def cost(provider: str, model: str, base_url: str | None, tokens: Tokens) -> float | None:
    """Return US dollars, or None where the price isn't known.

    Behind an own address of an OpenAI-compatible server a name says nothing about what is paid. Anthropic's
    interface behind another address is a gateway to Anthropic's models: their price is counted.
    """
    if provider == "openai" and base_url and urlsplit(base_url).hostname != OWN_HOSTS["openai"]:
        return None
    list_of_prices = _prices()
    usage = list_of_prices.Usage(
        input_tokens=tokens.prompt,
        output_tokens=tokens.output,
        cache_read_tokens=tokens.cache_read,
        cache_write_tokens=tokens.cache_write,
    )
    try:
        return float(list_of_prices.calc_price(usage, model, provider_id=provider).total_price)
    except LookupError:
        return None


@cache
def _prices() -> Any:
    with LOADING:
        import genai_prices
    return genai_prices
