"""One address of the database, read the same way by both drivers."""

import ssl
from pathlib import Path

import pytest

from resolutionflow.platform.db import Target, asyncpg_arguments


def test_parts_of_an_address_are_taken_out_of_their_escapes() -> None:
    made = asyncpg_arguments(Target("postgresql://de%40sk:p%2Fw@db.example.com:6432/help%20desk"))
    wanted = {"user": "de@sk", "password": "p/w", "host": "db.example.com", "port": 6432, "database": "help desk"}
    assert made.items() >= wanted.items()
    assert "ssl" not in made


@pytest.mark.parametrize(("mode", "by_name"), [("verify-full", True), ("verify-ca", False)])
def test_a_server_is_checked_against_the_authority_that_is_named(mode: str, by_name: bool, tmp_path: Path) -> None:
    made = asyncpg_arguments(Target(f"postgresql://u@h/d?sslmode={mode}&sslrootcert=system"))["ssl"]
    assert (made.verify_mode, made.check_hostname) == (ssl.CERT_REQUIRED, by_name)
    missing = tmp_path / "ca.pem"
    with pytest.raises(FileNotFoundError):
        asyncpg_arguments(Target(f"postgresql://u@h/d?sslmode={mode}&sslrootcert={missing}"))


@pytest.mark.parametrize("rest", ["sslmode=require", "sslmode=disable&sslrootcert=nowhere"])
def test_the_driver_is_told_the_mode_where_there_is_nothing_to_check(rest: str) -> None:
    made = asyncpg_arguments(Target(f"postgresql://u@h/d?{rest}"))["ssl"]
    assert made == rest.partition("&")[0].partition("=")[2]
