"""A process is told by pid and start time, and nothing else is ever signalled."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.platform.embedded import launch
from resolutionflow.platform.embedded.layout import Layout
from resolutionflow.platform.embedded.process import Process, living, parse_stat, recorded, send, wait_for_end


@given(st.integers(1, 4194304), st.integers(0, 2**62), st.text(st.characters(exclude_characters="\n\0")))
def test_a_line_of_stat_is_read_whatever_the_program_is_called(pid: int, started: int, name: str) -> None:
    line = f"{pid} ({name}) S {' '.join(['1'] * 18)} {started} 1 2 3"
    assert parse_stat(line) == (Process(pid, started), "S")


@given(st.text())
def test_garbage_is_no_process(line: str) -> None:
    found = parse_stat(line)
    assert found is None or line.startswith(str(found[0].pid))


def test_a_process_with_the_same_pid_but_another_start_is_left_alone() -> None:
    with subprocess.Popen(["/bin/sleep", "30"]) as child:
        real = living(child.pid)
        assert real
        earlier = Process(real.pid, real.started - 1)
        send(earlier, signal.SIGKILL)
        assert wait_for_end(earlier, 0)
        assert not wait_for_end(real, 0.05)
        send(real, signal.SIGKILL)
        assert wait_for_end(real, 5)
        assert living(child.pid) is None
        send(real, signal.SIGKILL)


def test_a_record_of_another_boot_is_not_believed(tmp_path: Path) -> None:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    line = Path(f"/proc/{os.getpid()}/stat").read_text()
    record = tmp_path / "server"
    assert recorded(record) is None
    record.write_text(f"{boot} {line}")
    assert recorded(record) == living(os.getpid())
    record.write_text(f"00000000-0000-0000-0000-000000000000 {line}")
    assert recorded(record) is None


def test_a_server_that_notes_itself_just_after_it_was_looked_for_is_not_taken_for_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = Layout(tmp_path)
    layout.record.parent.mkdir(parents=True, exist_ok=True)
    layout.pid_file.parent.mkdir(parents=True, exist_ok=True)
    layout.record.touch()
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()

    def looked_too_early(record: Path) -> Process | None:
        found = recorded(record)
        if not found:
            record.write_text(f"{boot} {Path(f'/proc/{os.getpid()}/stat').read_text()}")
            layout.pid_file.write_text("\n".join([str(os.getpid()), *["-"] * 6, "ready"]))
        return found

    monkeypatch.setattr(launch, "recorded", looked_too_early)
    assert launch.wait_until_ready(layout) == living(os.getpid())
