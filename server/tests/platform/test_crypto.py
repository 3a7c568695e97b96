"""Secrets of an installation."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from resolutionflow.platform.crypto import secret_key


def test_processes_that_start_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(None, tmp_path), range(64)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_only_the_user_of_the_server_can_read_the_key(tmp_path: Path) -> None:
    secret_key(None, tmp_path)
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_key_that_is_given_is_used_and_none_is_kept(tmp_path: Path) -> None:
    assert secret_key("one", tmp_path) != secret_key("two", tmp_path)
    assert list(tmp_path.iterdir()) == []
