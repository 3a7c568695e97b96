"""The documented settings are the settings."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from resolutionflow.platform.settings import Settings
from resolutionflow.platform.settings_table import settings_table

DOCUMENT = Path(__file__).parents[3] / "docs" / "operations" / "settings.md"


def test_the_documented_table_of_settings_is_the_one_in_the_code() -> None:
    assert settings_table() in DOCUMENT.read_text("utf-8"), "copy the output of settings_table() into settings.md"


def test_a_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOLUTIONFLOW_PORT", "9000")
    assert Settings().port == 9000


def test_a_setting_that_makes_no_sense_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOLUTIONFLOW_PORT", "ninety")
    with pytest.raises(ValidationError, match="port"):
        Settings()
