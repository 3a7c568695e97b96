"""CPU time of processes, read from /proc: a server and every process it started, ended ones included."""

import os
from pathlib import Path

import psutil

TICKS = os.sysconf("SC_CLK_TCK")


def seconds(pid: int) -> float:
    """CPU seconds that the process and its descendants used so far.

    Children that have ended count through their parent, which collected them.
    """
    processes = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    return sum(own(each) for each in processes)


def own(pid: int) -> float:
    """CPU seconds of one process and of its ended children; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(field) for field in fields[11:15]) / TICKS


def resident_megabytes(pid: int) -> float:
    """Memory of one process that is in RAM, in millions of bytes."""
    return float(psutil.Process(pid).memory_info().rss) / 1e6
