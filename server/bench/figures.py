"""Figures: what was measured, what it should be, and how both are shown."""

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[2] / "bench-results"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure must be: at least or at most ``limit``."""

    sign: str
    limit: float

    def met(self, value: float) -> bool:
        return value >= self.limit if self.sign == "≥" else value <= self.limit

    def __str__(self) -> str:
        return f"{self.sign} {self.limit:g}"


def at_least(limit: float) -> Target:
    return Target("≥", limit)


def at_most(limit: float) -> Target:
    return Target("≤", limit)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``runs`` are the rounds that it is the median of."""

    name: str
    value: float
    unit: str = ""
    target: Target | None = None
    runs: Sequence[float] = field(default_factory=tuple)

    @property
    def holds(self) -> bool | None:
        return self.target.met(self.value) if self.target else None

    @property
    def spread(self) -> str:
        """The lowest and highest round."""
        return f"{short(min(self.runs))} … {short(max(self.runs))}" if len(self.runs) > 1 else ""


def median_of(name: str, runs: Sequence[float], unit: str = "", target: Target | None = None) -> Figure:
    """The median of several rounds."""
    return Figure(name, statistics.median(runs), unit, target, tuple(runs))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the sorted values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def short(value: float) -> str:
    """A number with about three digits that count."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    size = abs(value)
    return f"{value:,.0f}" if size >= 1000 else f"{value:.1f}" if size >= 100 else f"{value:.3g}"


def write(group: str, figures: Sequence[Figure]) -> None:
    """Write ``bench-results/<group>.json``."""
    RESULTS.mkdir(exist_ok=True)
    rows = [
        asdict(figure) | {"target": str(figure.target) if figure.target else None, "holds": figure.holds}
        for figure in figures
    ]
    (RESULTS / f"{group}.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


HEAD = ("name", "value", "unit", "target", "holds", "spread")


def table(figures: Sequence[Figure]) -> str:
    """The figures as one table of text."""
    words = {True: "yes", False: "NO", None: ""}
    rows = [HEAD] + [(f.name, short(f.value), f.unit, str(f.target or ""), words[f.holds], f.spread) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
