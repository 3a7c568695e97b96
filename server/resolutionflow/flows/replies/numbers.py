"""Numbers with units in a reply, and the ranges that a label or a question names: "more than 12 V", "5–10 minutes"."""

import math
import re
from dataclasses import dataclass

from resolutionflow.flows.replies.lexicon import NUMBERS

# unit: (what it measures, how much one of it is)
_SCALES: dict[str, dict[str, float]] = {
    "voltage": {"v": 1, "volt": 1, "volts": 1, "mv": 1e-3, "kv": 1e3},
    "time": {
        "ms": 1e-3, "millisecond": 1e-3, "milliseconds": 1e-3, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
        "min": 60, "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600,
        "hours": 3600, "day": 86_400, "days": 86_400, "week": 604_800, "weeks": 604_800, "month": 2_629_800,
        "months": 2_629_800, "year": 31_557_600, "years": 31_557_600,
    },
    "size": {
        "b": 1, "byte": 1, "bytes": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1024**2,
        "gib": 1024**3, "gig": 1e9, "gigs": 1e9, "meg": 1e6, "megs": 1e6,
    },
    "rate": {"kbps": 1e3, "mbps": 1e6, "gbps": 1e9, "mbit": 1e6, "mbit/s": 1e6, "gbit": 1e9, "gbit/s": 1e9},
    "share": {"%": 1, "percent": 1},
    "heat": {"°c": 1, "c": 1, "celsius": 1, "°": 1, "degrees": 1, "degree": 1},
    "level": {"dbm": 1, "db": 1},
    "current": {"a": 1, "amp": 1, "amps": 1, "ma": 1e-3},
    "power": {"w": 1, "watt": 1, "watts": 1, "kw": 1e3},
    "resistance": {"ohm": 1, "ohms": 1, "kohm": 1e3},
    "frequency": {"hz": 1, "khz": 1e3, "mhz": 1e6, "ghz": 1e9},
    "pressure": {"psi": 1, "bar": 14.5},
}  # fmt: skip
_UNITS = {unit: (kind, size) for kind, scale in _SCALES.items() for unit, size in scale.items()}
_SPELLED = "|".join(NUMBERS)
_NUMBER = r"(?<![\w.:])[-+−]?\d+(?:[.,]\d+)?(?!x[0-9a-f])(?![\d.:]*\d)"
_AMOUNT = rf"(?P<number>{_NUMBER}|\b(?:{_SPELLED})\b)\s*(?P<unit>°?[a-z]+(?:/s)?|%|°)?"
_FOUND = re.compile(_AMOUNT)
_BETWEEN = re.compile(
    rf"{_AMOUNT}\s*(?:-|–|—|to|and)\s*{_AMOUNT.replace('<number>', '<number2>').replace('<unit>', '<unit2>')}"
)
_OVER = re.compile(
    r"(?:more than|over|above|greater than|higher than|at least|exceeds?|beyond|from|≥|>=|>)\s*(?:about\s*)?$"
)
_UNDER = re.compile(r"(?:less than|under|below|lower than|fewer than|at most|up to|within|≤|<=|<)\s*(?:about\s*)?$")
_OR_MORE = re.compile(r"\s*(?:or (?:more|above|higher|over|longer|greater)|and (?:more|above|up)|\+)")
_OR_LESS = re.compile(r"\s*(?:or (?:less|below|lower|under|fewer|shorter)|and (?:less|below))")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in base units; ``kind`` is what its unit measures, empty without one; ``words`` as written."""

    value: float
    kind: str
    words: str
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``; an end that is ``open`` does not belong to it. ``scale`` is of the unit named."""

    low: float
    high: float
    kind: str
    scale: float = 1.0
    open_low: bool = False
    open_high: bool = False

    def holds(self, amount: Amount) -> bool | None:
        """Say whether the amount lies within, None when the two measure different things."""
        if amount.kind and self.kind and amount.kind != self.kind:
            return None
        value = amount.value if amount.kind else amount.value * self.scale
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below


def amounts(text: str) -> list[Amount]:
    """Return the numbers of a text in small letters."""
    return [amount for found in _FOUND.finditer(text) if (amount := _amount(found)) is not None]


def ranges(text: str) -> list[Range]:
    """Return the ranges that a text names: bounds, spans, and single numbers with a unit or alone."""
    found: list[Range] = []
    spans: list[tuple[int, int]] = []
    for both in _BETWEEN.finditer(text):
        low, high = _amount(both), _amount(both, "2")
        if low and high:
            found.append(_span(low, high))
            spans.append(both.span())
    for one in _FOUND.finditer(text):
        amount = _amount(one)
        if amount and not any(start <= one.start() < end for start, end in spans):
            found.append(_bounded(text, one, amount))
    return found


def _span(low: Amount, high: Amount) -> Range:
    first = low.value if low.kind or not high.kind else low.value * high.scale
    ends = sorted((first, high.value))
    return Range(ends[0], ends[1], high.kind or low.kind, high.scale if high.kind else low.scale)


def _bounded(text: str, found: re.Match[str], amount: Amount) -> Range:
    before, after = text[: found.start()], text[found.end() :]
    if _OVER.search(before) or _OR_MORE.match(after):
        strict = bool(_OVER.search(before)) and not before.rstrip().endswith(("at least", "from", "≥", ">="))
        return Range(amount.value, math.inf, amount.kind, amount.scale, open_low=strict)
    if _UNDER.search(before) or _OR_LESS.match(after):
        strict = bool(_UNDER.search(before)) and not before.rstrip().endswith(("at most", "up to", "within", "≤", "<="))
        return Range(-math.inf, amount.value, amount.kind, amount.scale, open_high=strict)
    return Range(amount.value, amount.value, amount.kind, amount.scale)


def _amount(found: re.Match[str], which: str = "") -> Amount | None:
    spelled, unit = found.group(f"number{which}"), found.group(f"unit{which}") or ""
    kind, size = _UNITS.get(unit, ("", 1.0))
    value = NUMBERS.get(spelled)
    if value is None:
        value = float(spelled.replace(",", ".").replace("−", "-"))
    if not math.isfinite(value):
        return None
    return Amount(value * size, kind, f"{spelled} {unit}" if kind else spelled, size)


def lies_in(reply: str, label: str) -> tuple[bool, str] | None:
    """Say whether the number of the reply lies in a range of the label, and its words.

    None when there is none, or when its numbers speak against each other ("4 GB of 237 GB").
    """
    asked = ranges(label)
    told: dict[bool, str] = {}
    for amount in amounts(reply):
        held = [within for one in asked if (within := one.holds(amount)) is not None]
        if held:
            told[any(held)] = amount.words
    return next(iter(told.items())) if len(told) == 1 else None
