"""A data folder has one server while anybody uses it."""

import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from resolutionflow.platform import embedded
from tests.platform.embedded.lab import Lab, eventually

ROLES = """SELECT array_agg(rolname || ' ' || (rolcanlogin AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole)
           ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'resolutionflow%'"""
SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_checksums": "on",
    "listen_addresses": "",
    "server_encoding": "UTF8",
    "shared_buffers": "128MB",
    "max_connections": "100",
}


def test_a_new_folder_gets_a_server_with_roles_database_and_extensions(new_lab: Lab) -> None:
    url = new_lab.user().answer
    assert new_lab.ask(url, ROLES) == ["resolutionflow_app true", "resolutionflow_owner true"]
    assert new_lab.ask(url, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'resolutionflow'") == (
        "resolutionflow_owner"
    )
    extensions = new_lab.ask(url, "SELECT array_agg(extname::text ORDER BY extname) FROM pg_extension")
    assert extensions == ["btree_gin", "pg_trgm", "plpgsql", "unaccent", "vector"]
    assert {name: new_lab.ask(url, f"SELECT current_setting('{name}')") for name in SETTINGS} == SETTINGS
    assert new_lab.ask(url, "SELECT lower('É')") == "é"
    assert new_lab.ask(url, "SELECT datlocprovider FROM pg_database WHERE datname = current_database()") != "i"


def test_only_the_three_roles_may_enter_and_only_over_a_private_socket(lab: Lab) -> None:
    url = lab.user().answer
    lab.ask(url, "DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN")
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        psycopg.connect(url.replace("postgres@", "stranger@"))
    socket_dir = lab.socket_dir(url)
    assert stat.S_IMODE(socket_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((lab.base / "cluster").stat().st_mode) == 0o700
    for role in ("resolutionflow_owner", "resolutionflow_app"):
        assert lab.ask(url.replace("postgres@", f"{role}@"), "SELECT current_user::text") == role


def test_eight_processes_at_once_share_one_server_and_change_no_folder_of_others(new_lab: Lab) -> None:
    outer = (new_lab.data.parent, new_lab.data.parent.parent)
    before = [(path.stat().st_mode, path.stat().st_uid) for path in outer]
    users = [new_lab.user() for _ in range(8)]
    assert len({user.answer for user in users}) == 1
    assert new_lab.ask(users[0].answer, "SELECT count(*) FROM pg_extension") == 5
    assert new_lab.postmasters() == [new_lab.server_pid]
    assert len(new_lab.watcher_pids()) == 1
    assert [(path.stat().st_mode, path.stat().st_uid) for path in outer] == before


def test_the_server_runs_until_its_last_user_leaves(lab: Lab) -> None:
    first, second = lab.user(), lab.user()
    assert first.answer == second.answer
    pid = lab.server_pid
    first.leave()
    assert not eventually(lab.is_stopped, 1.5)
    assert lab.server_pid == pid
    second.leave()
    assert eventually(lab.is_stopped)
    assert "database system is shut down" in (lab.base / "log").read_text()


def test_a_folder_with_a_very_long_path_gets_a_short_socket_folder_elsewhere(new_lab: Lab) -> None:
    new_lab.data = new_lab.data / ("long" * 30) / "and longer still, with blanks & signs '%\""
    new_lab.data.mkdir(parents=True)
    for path in (new_lab.data, *new_lab.data.parents[:2]):
        new_lab.person.own(path)
    user = new_lab.user()
    socket_dir = new_lab.socket_dir(user.answer)
    assert len(str(socket_dir)) < 60
    assert stat.S_IMODE(socket_dir.stat().st_mode) == 0o700
    user.leave()
    assert eventually(lambda: not socket_dir.exists())


def test_the_log_is_cut_at_ten_megabytes_and_one_predecessor_is_kept(lab: Lab) -> None:
    user = lab.user()
    url, log = user.answer, lab.base / "log"
    os.truncate(log, 11_000_000)
    assert eventually(lambda: log.stat().st_size < 1_000_000)
    assert (lab.base / "log.1").stat().st_size == 11_000_000
    lab.ask(url, "DO $$ BEGIN RAISE LOG 'still writing'; END $$")
    assert eventually(lambda: "still writing" in log.read_text(errors="replace"))


def test_a_server_whose_folder_was_deleted_ends(new_lab: Lab, folder: Path) -> None:
    assert new_lab.user().answer.startswith("postgresql://")
    assert eventually(lambda: [pid for pid in new_lab.watcher_pids() if has_begun(pid)])
    time.sleep(1.0)  # it has looked once by now, and knows its folder and its server
    pids = [*new_lab.postmasters(), *new_lab.watcher_pids()]
    subprocess.run(["/bin/mv", str(new_lab.data), str(folder / "away")], check=True)
    assert eventually(lambda: not [pid for pid in pids if is_alive(pid)])


def has_begun(pid: int) -> bool:
    """Whether the watcher's own code runs: the first thing it does is to ignore SIGTERM."""
    status = Path(f"/proc/{pid}/status").read_text()
    ignored = next(line.split()[1] for line in status.splitlines() if line.startswith("SigIgn:"))
    return bool(int(ignored, 16) & 1 << (signal.SIGTERM - 1))


def is_alive(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_state_is_told_without_making_anything(folder: Path) -> None:
    assert embedded.status(folder / "data") == embedded.Status(running=False, pid=None, version=None, problems=())
    assert not (folder / "data").exists()
    with embedded.running(folder / "data") as server:
        told = embedded.status(folder / "data")
        assert (told.running, told.version, told.problems) == (True, "18", ())
        assert told.pid == int(pid_of(server))
    assert eventually(lambda: not embedded.status(folder / "data").running)


def pid_of(server: embedded.EmbeddedServer) -> str:
    return (server.socket_dir / ".s.PGSQL.5432.lock").read_text().splitlines()[0]
