"""Whatever is killed, the next one who needs the server has it, with everything that was committed."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator

from resolutionflow.platform import embedded
from resolutionflow.platform.embedded.account import choose
from resolutionflow.platform.embedded.binaries import usable_by
from tests.platform.embedded.lab import Lab, eventually

QUESTION = "SELECT count(*) FROM kept"


def keep_a_row(lab: Lab, url: str) -> None:
    lab.ask(url, "DROP TABLE IF EXISTS kept")
    lab.ask(url, "CREATE TABLE kept (id int)")
    lab.ask(url, "INSERT INTO kept VALUES (1)")


def test_the_server_stops_soon_after_its_only_user_was_killed(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    user.kill()
    assert eventually(lab.is_stopped)
    assert not (lab.base / "cluster" / "postmaster.pid").exists()
    assert lab.ask(lab.user().answer, QUESTION) == 1


def test_a_killed_server_comes_back_at_the_same_address_with_what_was_committed(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    killed = lab.kill_server()
    assert eventually(lambda: lab.ask(user.answer, QUESTION) == 1)
    assert lab.postmasters() == [lab.server_pid]
    assert lab.server_pid != killed


def test_a_killed_watcher_is_replaced_and_the_new_one_restarts_the_server(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    killed = lab.kill_watcher()
    assert eventually(lambda: lab.watcher_pids() not in ([], [killed]))
    lab.kill_server()
    assert eventually(lambda: lab.ask(user.answer, QUESTION) == 1)
    user.leave()
    assert eventually(lab.is_stopped)


def test_everything_killed_at_once_leaves_a_folder_the_next_user_can_start(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    lab.kill_watcher()
    user.kill()
    lab.kill_server()
    assert lab.ask(lab.user().answer, QUESTION) == 1
    assert len(lab.watcher_pids()) == 1


def test_a_server_left_without_user_and_watcher_is_taken_over(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    lab.kill_watcher()
    user.kill()
    left = lab.server_pid
    assert left
    later = lab.user()
    assert lab.ask(later.answer, QUESTION) == 1
    assert lab.server_pid == left
    later.leave()
    assert eventually(lab.is_stopped)


def test_a_user_killed_while_the_cluster_is_made_leaves_nothing_in_the_way(new_lab: Lab) -> None:
    first = new_lab.user()
    assert eventually(lambda: list(new_lab.base.glob("cluster.making-*")))
    first.kill()
    url = new_lab.user().answer
    assert new_lab.ask(url, "SELECT count(*) FROM pg_extension") == 5
    assert not list(new_lab.base.glob("cluster.making-*"))


def test_users_killed_at_any_moment_of_the_first_start_never_spoil_the_folder(new_lab: Lab) -> None:
    for seconds in (0.15, 0.3, 0.45, 0.6):
        user = new_lab.user()
        time.sleep(seconds)
        user.kill()
    assert new_lab.ask(new_lab.user().answer, "SELECT count(*) FROM pg_extension") == 5


def test_what_a_crash_left_out_of_the_set_up_is_made_at_the_next_start(lab: Lab) -> None:
    user = lab.user()
    lab.ask(user.answer, "DROP EXTENSION unaccent")
    lab.ask(user.answer, "DROP ROLE resolutionflow_app")
    user.leave()
    url = lab.user().answer
    assert lab.ask(url, "SELECT count(*) FROM pg_extension WHERE extname = 'unaccent'") == 1
    assert lab.ask(url, "SELECT count(*) FROM pg_roles WHERE rolname = 'resolutionflow_app'") == 1


def test_stale_notes_naming_a_stranger_are_removed_and_the_stranger_lives(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    notes = [lab.base / "cluster" / "postmaster.pid", lab.socket_dir(user.answer) / ".s.PGSQL.5432.lock"]
    lab.kill_watcher()
    user.kill()
    killed = lab.kill_server()
    with started_as_its_owner(lab, ["/bin/sleep", "60"]) as stranger:
        for note in notes:
            note.write_text(note.read_text().replace(str(killed), str(stranger.pid), 1))
        assert lab.ask(lab.user().answer, QUESTION) == 1
        assert stranger.poll() is None


def test_a_record_whose_pid_was_given_to_a_stranger_is_not_believed(lab: Lab) -> None:
    user = lab.user()
    keep_a_row(lab, user.answer)
    lab.kill_watcher()
    user.kill()
    killed = lab.kill_server()
    record = lab.base / "server"
    with started_as_its_owner(lab, ["/bin/sleep", "60"]) as stranger:
        record.write_text(record.read_text().replace(f" {killed} (", f" {stranger.pid} (", 1))
        later = lab.user()
        assert lab.ask(later.answer, QUESTION) == 1
        later.kill()
        assert eventually(lab.is_stopped)
        assert stranger.poll() is None


def test_a_server_started_by_hand_on_our_cluster_is_refused_and_not_touched(lab: Lab) -> None:
    user = lab.user()
    assert user.answer.startswith("postgresql://")
    user.leave()
    assert eventually(lab.is_stopped)
    with started_by_hand(lab) as by_hand:
        assert eventually((lab.base / "cluster" / "postmaster.pid").exists)
        refused = lab.user().answer
        assert refused.startswith("ForeignServer")
        assert str(by_hand.pid) in refused
        assert any(str(by_hand.pid) in problem for problem in embedded.status(lab.data).problems)
        assert by_hand.poll() is None


@contextlib.contextmanager
def started_by_hand(lab: Lab) -> Iterator[subprocess.Popen[bytes]]:
    programs = usable_by(choose(lab.base / "cluster"))
    command = [str(programs / "bin" / "postgres"), "-c", "listen_addresses=", "-c", "unix_socket_directories=."]
    fd = os.open(lab.base / "cluster", os.O_RDONLY)
    try:
        with started_as_its_owner(lab, [*command, "-D", f"/proc/self/fd/{fd}"], (fd,)) as by_hand:
            yield by_hand
    finally:
        os.close(fd)


@contextlib.contextmanager
def started_as_its_owner(lab: Lab, command: list[str], fds: tuple[int, ...] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """PostgreSQL takes a process of another account for dead, so that strangers must be of its own.

    What a shell has put into the background is deaf to SIGQUIT, unless it listens for it as PostgreSQL does.
    """
    switch = choose(lab.base / "cluster").switch
    with subprocess.Popen(command, cwd="/", pass_fds=fds, stderr=subprocess.DEVNULL, **switch) as started:
        try:
            yield started
        finally:
            started.send_signal(signal.SIGQUIT if fds else signal.SIGTERM)
