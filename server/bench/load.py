"""Load: many clients that answer steps for some seconds, beside what it cost in CPU."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bench import cpu
from bench.figures import percentile

Step = Callable[[], Awaitable[object]]
MILLI = 1000.0


@dataclass(slots=True)
class Round:
    """What one round of load came to."""

    seconds: float
    cpu_seconds: float
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Steps a second."""
        return len(self.latencies) / self.seconds

    @property
    def cpu_milliseconds(self) -> float:
        """CPU of server and database for one step."""
        return self.cpu_seconds / len(self.latencies) * MILLI

    def milliseconds(self, share: float) -> float:
        """The latency that ``share`` of the steps stayed under."""
        return percentile(self.latencies, share) * MILLI


async def load(steps: Sequence[Step], seconds: float, pids: Sequence[int]) -> Round:
    """Let each of ``steps`` run again and again, all at once, for ``seconds``; ``pids`` are whose CPU counts."""
    before = sum(cpu.seconds(pid) for pid in pids)
    began = time.perf_counter()
    latencies: list[float] = []
    await asyncio.gather(*(_client(step, began + seconds, latencies) for step in steps))
    took = time.perf_counter() - began
    return Round(took, sum(cpu.seconds(pid) for pid in pids) - before, latencies)


async def _client(step: Step, until: float, latencies: list[float]) -> None:
    clock = time.perf_counter
    while (began := clock()) < until:
        await step()
        latencies.append(clock() - began)


async def timed(step: Step) -> float:
    """Milliseconds that one request took."""
    began = time.perf_counter()
    await step()
    return (time.perf_counter() - began) * MILLI
