"""What a call costs, by the price list that is shipped with the package; nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

OWN_HOSTS = {"anthropic": "api.anthropic.com", "openai": "api.openai.com"}


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
    from genai_prices import Usage, calc_price

    usage = Usage(
        input_tokens=tokens.prompt,
        output_tokens=tokens.output,
        cache_read_tokens=tokens.cache_read,
        cache_write_tokens=tokens.cache_write,
    )
    try:
        return float(calc_price(usage, model, provider_id=provider).total_price)
    except LookupError:
        return None
