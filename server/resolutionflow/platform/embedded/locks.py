"""File locks which the kernel drops when their holder dies, however it dies.

`users` is held (shared) by every process that uses the server; `change` by whoever makes, starts or stops it;
`server` by the server's own processes; `watch` by the watcher.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def shared(path: Path) -> int:
    """A descriptor holding the lock together with others; waits while somebody holds it alone."""
    fd = _open(path)
    fcntl.flock(fd, fcntl.LOCK_SH)
    return fd


def try_alone(path: Path) -> int | None:
    """A descriptor holding the lock alone, or None when anybody else holds it."""
    fd = _open(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return None
    return fd


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock alone; waits for everybody else."""
    fd = _open(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


@contextmanager
def folder(path: Path) -> Iterator[int]:
    """Hold a folder alone by a descriptor which children may inherit; waits for everybody else."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield fd
    finally:
        os.close(fd)


def is_held(path: Path) -> bool:
    """Whether anybody holds the lock now; makes no file."""
    if not path.exists():
        return False
    fd = try_alone(path)
    if fd is not None:
        os.close(fd)
    return fd is None
