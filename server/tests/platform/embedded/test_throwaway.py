"""Throw-away servers for tests: quick, complete, and gone after."""

import asyncio
import subprocess
import sys
from pathlib import Path

import asyncpg
import psycopg
import pytest

from resolutionflow.platform import embedded
from tests.platform.embedded.lab import Lab, eventually, me

THROWAWAY = """
import sys
from pathlib import Path
from resolutionflow.platform import embedded

with embedded.throwaway(Path(sys.argv[1])) as server:
    print(server.url("postgres", "postgres"), flush=True)
    sys.stdin.read()
"""


def test_it_has_what_a_lasting_one_has_and_keeps_nothing(folder: Path) -> None:
    with embedded.throwaway(folder / "pg", options={"max_connections": "33"}) as server:
        with psycopg.connect(server.url("resolutionflow_app", "resolutionflow")) as session:
            assert session.execute("SHOW fsync").fetchone() == ("off",)
            assert session.execute("SHOW max_connections").fetchone() == ("33",)
            assert session.execute("SELECT count(*) FROM pg_extension").fetchone() == (5,)
        assert asyncio.run(_user_by_asyncpg(server.url("resolutionflow_owner", "resolutionflow"))) == (
            "resolutionflow_owner"
        )
    assert not (folder / "pg").exists()
    assert not server.socket_dir.exists()


async def _user_by_asyncpg(url: str) -> str:
    session = await asyncpg.connect(url)
    try:
        return str(await session.fetchval("SELECT current_user"))
    finally:
        await session.close()


def test_it_ends_when_its_process_is_killed_and_its_leavings_are_cleared(folder: Path) -> None:
    lab = Lab(folder, me())
    process = me().run(folder / "pg", THROWAWAY)
    assert process.stdout
    url = process.stdout.readline().strip()
    assert lab.ask(url, "SELECT 1") == 1
    process.kill()
    process.communicate()

    def is_gone() -> bool:
        try:
            psycopg.connect(url, connect_timeout=1).close()
        except psycopg.OperationalError:
            return True
        return False

    assert eventually(is_gone)
    assert eventually(lambda: not (folder / "pg" / "cluster" / "postmaster.pid").exists())
    with embedded.throwaway(folder / "pg"):
        pass


def test_a_folder_with_anything_else_in_it_is_refused_and_kept(folder: Path) -> None:
    (folder / "letter").write_text("keep me")
    with pytest.raises(embedded.EmbeddedError, match="in use"), embedded.throwaway(folder):
        pass
    assert (folder / "letter").read_text() == "keep me"


def test_the_watcher_needs_no_database_driver_or_web_framework() -> None:
    script = "import sys, resolutionflow.platform.embedded; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    ).stdout.split()
    assert not {"psycopg", "asyncpg", "sqlalchemy", "pydantic", "fastapi"} & set(loaded)
