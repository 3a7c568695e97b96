"""`resolutionflow doctor` as whoever runs it reads it."""

from pathlib import Path

import pytest

from resolutionflow.platform.doctor import report
from resolutionflow.platform.settings import Settings


def test_a_data_folder_that_is_not_there_is_named_and_how_to_name_another_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report(Settings(data_dir=Path("elsewhere")))
    said = capsys.readouterr().out
    assert f"The data folder {tmp_path / 'elsewhere'} does not exist yet" in said
    assert "another folder, name that one in RESOLUTIONFLOW_DATA_DIR" in said
    assert f"No embedded PostgreSQL was started in {tmp_path / 'elsewhere'} yet." in said
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_said_of_other_folders_when_the_folder_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(Settings(data_dir=tmp_path))
    said = capsys.readouterr().out
    assert f"The data folder {tmp_path} can be written." in said
    assert "RESOLUTIONFLOW_DATA_DIR" not in said
