"""Masking of secrets."""

import pytest

from resolutionflow.kit.redact import MASK, redacted


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Password: Sommer2026!", "Sommer2026!"),
        ("the admin password is Winter#1", "Winter#1"),
        ("pwd=hunter2; user=bob", "hunter2"),
        ('{"password": "a b c"}', "a b c"),
        ("api_key = 0123456789abcdef", "0123456789abcdef"),
        ("Authorization: Bearer abcdefghijklmnop.qrst", "abcdefghijklmnop.qrst"),
        ("postgres://app:s3cret@db/app", "s3cret"),
        ("net use z: \\\\srv\\x /password hunter2", "hunter2"),
        ("key AKIAIOSFODNN7EXAMPLE here", "AKIAIOSFODNN7EXAMPLE"),
        ("token ghp_abcdefghijklmnopqrstuvwxyz0123", "ghp_abcdefghijklmnopqrstuvwxyz0123"),
        ("use rf_abcdefghijklmnopqrstuv", "rf_abcdefghijklmnopqrstuv"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "MIIE"),
        ("123456-234567-345678-456789-567890-678901-789012-890123", "456789-567890"),
        ("card 4111 1111 1111 1111 exp 1/30", "4111 1111"),
        ("eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl", "c2lnbmF0dXJl"),
        ("PIN: 4711", "4711"),
    ],
)
def test_a_secret_is_masked(text: str, secret: str) -> None:
    masked = redacted(text)
    assert secret not in masked
    assert MASK in masked


@pytest.mark.parametrize(
    "text",
    [
        "The password is wrong, he says",
        "Reset the password and sign in again",
        "Ticket 20261121 of device 10.0.0.15, serial 1234567890123456",
        "Ask for the token of the day at the desk",
        "https://example.com/a/b:8080/x",
        "Restart the print spooler (pinned to the task bar)",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert redacted(text) == text
