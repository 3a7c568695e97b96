"""Which words count, and which count as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutionflow.flows.matching.words import WINDOW, pieces, plain, spelled, stem, stems, windows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("printed", "printing"),
        ("connect", "connected"),
        ("battery", "batteries"),
        ("crashes", "crashing"),
        ("stopped", "stops"),
        ("passwords", "password"),
    ],
)
def test_forms_of_a_word_count_as_the_same(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["vpn", "mfa", "dns", "ärger", "0x80070005", "access", "press"])
def test_short_foreign_and_unendable_words_stay(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("ways", "same"),
    [
        (("wifi", "Wi-Fi", "wi fi", "WLAN"), "wifi"),
        (("e-mail", "email", "E-Mails", "mail"), "mail"),
        (("log in", "login", "logged in", "logging on", "log-on", "sign in", "signed into"), "login"),
    ],
)
def test_what_is_written_in_several_ways_counts_as_the_same(ways: tuple[str, ...], same: str) -> None:
    assert [stems(way) for way in ways] == [[same]] * len(ways)


def test_longer_words_that_begin_alike_stay_words_of_their_own() -> None:
    assert stems("wlanx mailbox logistics signal emailer") == [
        "wlanx",
        "mailbox",
        stem("logistics"),
        "signal",
        "emailer",
    ]
    assert spelled("Wi-Fi, logged in")[0] == ("wifi", "wi-fi")


def test_common_words_and_single_letters_do_not_count() -> None:
    assert stems("I can't get it to print, and it is the user's x") == ["cant", "print", "user"]


def test_a_word_keeps_its_spelling_for_showing() -> None:
    assert spelled(plain("Printers won’t print")) == [
        (stem("printers"), "printers"),
        ("wont", "wont"),
        ("print", "print"),
    ]


def test_markup_and_entities_are_no_words() -> None:
    assert plain("<p>Teams &amp; Outlook</p> <br/>don’t sync; a < b") == "Teams & Outlook   don't sync; a < b"


def test_a_long_problem_is_read_in_windows_and_a_very_long_one_only_at_its_beginning() -> None:
    assert windows("") == []
    assert windows("One. Two.") == ["One. Two."]
    long = windows("It crashes often. " * 1_000)
    assert len(long) == 4
    assert all(len(window) <= WINDOW for window in long)


@given(st.text(max_size=400), st.integers(1, 50))
def test_pieces_hold_the_whole_text_in_order_and_keep_their_size(text: str, size: int) -> None:
    found = pieces(text, size)
    assert all(0 < len(piece) <= size for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_any_text_has_stems(text: str) -> None:
    assert all(stems(plain(text)))
