"""A data folder in memory where there is room, used as root and as an ordinary user."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platform.embedded.lab import Lab, Person, me, ordinary

PEOPLE = ["user"] if os.geteuid() else ["root", "user"]


def _folder() -> Path:
    memory = Path("/dev/shm")
    room = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix="rf-embedded-", dir=room))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new folder which only its owner may enter."""
    made = _folder()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def people() -> Iterator[dict[str, Person]]:
    """Root and an ordinary user; as an ordinary user, only oneself."""
    if os.geteuid():
        yield {"user": me()}
        return
    workshop = _folder()
    workshop.chmod(0o755)
    yield {"root": me(), "user": ordinary(workshop)}
    shutil.rmtree(workshop, ignore_errors=True)


@pytest.fixture(params=PEOPLE, scope="session")
def shared_lab(request: pytest.FixtureRequest, people: dict[str, Person]) -> Iterator[Lab]:
    made = _folder()
    person = people[request.param]
    person.own(made)
    lab = Lab(made / "data", person)
    yield lab
    lab.close()
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def lab(shared_lab: Lab) -> Iterator[Lab]:
    """A data folder used before, by the same person; what the last test left running is part of the game."""
    yield shared_lab
    shared_lab.send_home()


@pytest.fixture(params=PEOPLE)
def new_lab(request: pytest.FixtureRequest, folder: Path, people: dict[str, Person]) -> Iterator[Lab]:
    """A data folder never used."""
    person = people[request.param]
    person.own(folder)
    made = Lab(folder / "data", person)
    yield made
    made.close()
