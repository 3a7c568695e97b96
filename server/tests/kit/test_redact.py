"""Masking of secrets."""

import time

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
        ("$c = ConvertTo-SecureString 'Blue!Bird7' -AsPlainText -Force", "Blue!Bird7"),
        ("net user scanner Tray2!Full /add", "Tray2!Full"),
        ("curl -u deploy:Gr33nTea https://intranet", "Gr33nTea"),
        ("she read me the verification code, it is 482 913", "482 913"),
        ("Das Kennwort lautet Winter#2026", "Winter#2026"),
        ("reset her password to Maple-44-Lane", "Maple-44-Lane"),
        ("logged in as bob / Hunter2!", "Hunter2!"),
        ("https://portal.example.com/file?sig=abc%2Fdef&x=1", "abc%2Fdef"),
        ("key is VK7JG-NPHTM-C97JM-9MPGT-3V66T", "NPHTM"),
        ("backup codes: 4f7a-22kd 9k2m-77xx", "9k2m-77xx"),
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
        "Error code 80070005 after update KB5034441",
        "He changed the password to something easier",
        "ssh -p 2222 admin@10.0.0.7",
        "Use the recovery key from the portal",
        "Screen 2 / 3 stays black",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert redacted(text) == text


@pytest.mark.parametrize(
    "piece", ["password ", "pw is a", "login / ", "recovery code 1a ", "a:b@", "secret answer ", "1-"]
)
def test_masking_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        redacted(piece * (size // len(piece)))
        return time.process_time() - begun

    assert seconds(200_000) < 40 * max(seconds(20_000), 0.02)
