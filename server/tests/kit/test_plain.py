"""Text that was made elsewhere is shown as plain text."""

import pytest

from resolutionflow.kit.plain import plain


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Restart it.", "Restart it."),
        ("Type <user name> and Start > Power, if x < 3.", "Type <user name> and Start > Power, if x < 3."),
        ("<b>Bold</b> and <a href='https://evil.example'>link</a>", "Bold and link"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<scr<b>ipt src=x>nested", "nested"),
        ("<img src=x onerror=alert(1)>", ""),
        ("a<!-- hidden -->b", "ab"),
        ("a<!-- never closed", "a"),
        ("![logo](https://evil.example/p.png) text", "logo text"),
        ("[Portal](https://portal.example)", "Portal (https://portal.example)"),
        ("[Click](javascript:alert)", "Click"),
        ("zero\u200bwidth \u202eturned\u202c", "zerowidth turned"),
    ],
)
def test_html_pictures_and_hidden_links_are_taken_out(given: str, shown: str) -> None:
    assert plain(given) == shown
