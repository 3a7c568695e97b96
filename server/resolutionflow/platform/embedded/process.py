"""Telling our postmaster from every other process, and signalling it and nothing else."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEAD_STATES = "ZX"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Process:
    """A process, told by its pid and the clock tick it started at: no other one ever has both."""

    pid: int
    started: int


def parse_stat(line: str) -> tuple[Process, str] | None:
    """Process and state letter out of a line of /proc/PID/stat (proc(5): start time is field 22)."""
    head, closed, tail = line.rpartition(")")
    pid, fields = head.partition(" ")[0], tail.split()
    if not closed or not pid.isdigit() or len(fields) < 20 or not fields[19].isdigit():
        return None
    return Process(int(pid), int(fields[19])), fields[0]


def living(pid: int) -> Process | None:
    """The process which has this pid now, unless it is only waiting to be reaped."""
    try:
        found = parse_stat(Path(f"/proc/{pid}/stat").read_text(errors="replace"))
    except (FileNotFoundError, ProcessLookupError):
        return None
    return found[0] if found and found[1] not in DEAD_STATES else None


def recorded(record: Path) -> Process | None:
    """The server noted in `record` (id of the boot, line of /proc/PID/stat), if that very process still lives."""
    try:
        boot, _, line = record.read_text(errors="replace").partition(" ")
    except FileNotFoundError:
        return None
    found = parse_stat(line)
    same = found and boot == BOOT_ID.read_text().strip() and living(found[0].pid) == found[0]
    return found[0] if found and same else None


@contextmanager
def held(process: Process) -> Iterator[int | None]:
    """A pidfd of exactly this process, or None when it is gone; the pid can't be reused under it."""
    try:
        fd = os.pidfd_open(process.pid)
    except ProcessLookupError:
        yield None
        return
    try:
        yield fd if living(process.pid) == process else None
    finally:
        os.close(fd)


def wait_for_end(process: Process, seconds: float) -> bool:
    """Whether the process ended within that time."""
    with held(process) as fd:
        if fd is None:
            return True
        poll = select.poll()
        poll.register(fd, select.POLLIN)
        return bool(poll.poll(seconds * 1000))


def send(process: Process, number: signal.Signals) -> None:
    """Signal this process; nothing happens when it is gone."""
    with held(process) as fd:
        if fd is not None:
            try:
                signal.pidfd_send_signal(fd, number)
            except ProcessLookupError:
                return
