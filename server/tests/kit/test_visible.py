"""Characters that nobody sees are taken out, those that people write stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.kit.visible import visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Start > Settings", "Start > Settings"),
        ("one\r\ntwo\rthree\u2028four\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("\u2066a\u2069\u200fb\u061cc", "abc"),
        ("ad\u200bmin\ufeff\u2060", "admin"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("a\ufe0fb\U000e0101c\u034fd\u3164e\u2800f", "abcdef"),
        ("bell\x07\x1b[31mred\x00", "bell[31mred"),
        ("Überprüfe das Gerät – “jetzt” ✓ 日本語 Ελληνικά 🖨", "Überprüfe das Gerät – “jetzt” ✓ 日本語 Ελληνικά 🖨"),
        ("", ""),
    ],
)
def test_only_what_is_seen_stays(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text())
def test_nothing_unseen_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not [char for char in once if unicodedata.category(char) in {"Cf", "Cs", "Co"}]
