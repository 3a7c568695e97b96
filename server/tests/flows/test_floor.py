"""The safety floor: orders that never reach the first line are stopped however they are dressed up, all else passes."""

import base64
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutionflow.flows.floor import RULES, TOO_LONG, judge, judge_node
from resolutionflow.flows.floor.table import SHARED, BadTable, built
from resolutionflow.flows.service.exports import starter_files
from resolutionflow.platform import vectors

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "floor_cases.yaml").read_text("utf-8"))
READ = vectors.reader()
GUIDE = Path(__file__).resolve().parents[3] / "docs" / "user-guide" / "safety-floor.md"
NAMES = [
    "destroys_data",
    "resets_device",
    "weakens_protection",
    "weakens_sign_in",
    "asks_for_secrets",
    "grants_rights",
    "opens_remote_access",
    "runs_unknown_code",
    "changes_system_internals",
    "changes_servers_or_network",
    "hides_or_releases_threats",
    "endangers_people",
]
HARMFUL = [(name, case) for name, cases in CASES["harmful"].items() for case in cases]
ORDERS = [
    "Disable the firewall.",
    "Turn off the antivirus",
    "Ask the caller for their password",
    "format the hard drive",
]
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u202c\u2066\u180e\u034f\ufe0f\U000e0041"


def texts(case: str | list[Any]) -> list[str]:
    return [case] if isinstance(case, str) else [case[0], case[1], *case[2]]


def rules(*parts: str) -> set[str]:
    return {finding.rule for finding in judge_node(parts, READ)}


def test_there_are_twelve_classes_each_with_a_reason_and_a_way_out() -> None:
    assert list(RULES) == NAMES
    assert len(RULES) == 12
    for number, rule in enumerate(RULES.values(), 1):
        assert rule.number == number
        assert rule.why
        assert "escalate" in rule.instead
        assert all(order.because for order in rule.stops)


@pytest.mark.parametrize(("name", "case"), HARMFUL, ids=[str(case)[:50] for _, case in HARMFUL])
def test_an_order_of_a_class_is_stopped(name: str, case: str | list[Any]) -> None:
    assert name in rules(*texts(case))


@pytest.mark.parametrize("case", CASES["of_any_class"], ids=[case[:50] for case in CASES["of_any_class"]])
def test_an_order_in_freer_words_is_stopped(case: str) -> None:
    assert judge(case)


@pytest.mark.parametrize("case", CASES["harmless"], ids=[str(case)[:50] for case in CASES["harmless"]])
def test_what_only_looks_like_an_order_passes(case: str | list[Any]) -> None:
    english = case != "Ne désactivez jamais l'antivirus."
    assert judge(" ".join(texts(case))) == []
    assert (judge_node(texts(case), READ) == []) is english


def test_at_most_one_in_fifty_steps_of_the_starter_flows_is_stopped() -> None:
    steps = [
        [node.text, node.help or "", *(option.label for option in node.options), node.hand_over or ""]
        for flow in starter_files().values()
        for node in flow.tree.nodes.values()
    ]
    stopped = [step[0] for step in steps if judge_node(step, READ)]
    assert len(stopped) <= len(steps) / 50, stopped


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "dress",
    [  # capitals, unseen, struck out, spaced, homoglyphs, leet, wide, backwards, and so on
        lambda text: text.upper(),
        lambda text: "".join(f"{char}\u200b" for char in text),
        lambda text: "".join(f"{char}\u0336" for char in text),
        " ".join,
        lambda text: text.translate(str.maketrans("aeopcx", "аеорсх")),
        lambda text: text.translate(str.maketrans("aeiost", "431057")),
        lambda text: "".join(chr(ord(char) + 0xFEE0) if char.isalpha() else char for char in text),
        lambda text: text[::-1],
        lambda text: base64.b64encode(text.encode()).decode(),
        lambda text: base64.b64encode(text.encode("utf-16-le")).decode(),
        lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
        lambda text: text.encode().hex(),
        lambda text: text.encode().hex(" "),
        lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
        lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
        lambda text: "".join(f"&#{ord(char)};" for char in text),
        lambda text: " ".join(f"{byte:08b}" for byte in text.encode()),
        lambda text: text.replace(" ", "\n"),
        lambda text: re.sub(r"(\w{3})(\w{3})", "\\1-\n\\2", text),
    ],
)
def test_an_order_is_stopped_however_it_is_dressed_up(order: str, dress: Any) -> None:
    assert judge(order)
    assert judge(dress(order))


def test_an_order_cut_up_over_the_texts_of_a_step_is_one_order() -> None:
    assert judge("Please disable") == []
    assert judge("the antivirus") == []
    assert rules("Please disable", "the antivirus", "Done") == {"weakens_protection"}
    assert "weakens_protection" in rules("Open the settings of the firewall.", "", "Turn it off", "Leave it")


def test_labels_that_have_nothing_to_do_with_each_other_make_no_order() -> None:
    assert (
        judge_node(["What is wrong?", "", "The light is off", "Firewall warning", "Deleted by mistake", "Folder"], READ)
        == []
    )


def test_a_finding_says_what_is_wrong_and_what_to_do_instead() -> None:
    (finding,) = judge("Disable the antivirus.")
    assert finding.rule == "weakens_protection"
    assert "antivirus" in finding.excerpt
    assert finding.message.startswith("Weakens protection: it turns a protection off.")
    assert "escalate" in finding.message


def test_don_t_wait_is_no_prohibition() -> None:
    assert judge("Do not hesitate to disable the antivirus.")
    assert judge("If it does not work, disable the antivirus.")
    assert judge("Don't disable the antivirus.") == []


@settings(deadline=None)  # the table is read when it is first asked for
@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    judge(text)


@settings(deadline=None)  # the table is read when it is first asked for
@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_step_makes_it_fail(parts: list[str]) -> None:
    judge_node(parts, READ)


@settings(deadline=None)  # the table is read when it is first asked for
@given(st.sampled_from([*ORDERS, *(case for case in CASES["harmless"] if isinstance(case, str))]), st.data())
def test_invisible_characters_do_not_change_the_verdict(text: str, data: st.DataObject) -> None:
    at = data.draw(st.lists(st.integers(0, len(text)), max_size=8))
    hidden = text
    for place in sorted(at, reverse=True):
        hidden = hidden[:place] + data.draw(st.sampled_from(UNSEEN)) + hidden[place:]
    assert {found.rule for found in judge(hidden)} == {found.rule for found in judge(text)}


@pytest.mark.parametrize(
    "piece", ["a", "a ", "\n", "-\n", " ", "QUJD", "41 ", "%41", "&#", "$", "turn it ", "not delete the "]
)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    judge(piece)
    short, long = (_seconds(piece * (size // len(piece))) for size in (4_000, 32_000))
    assert long < 40 * short + 1


def _seconds(text: str) -> float:
    began = process_time()
    judge(text)
    return process_time() - began


def test_what_is_too_long_to_be_a_step_is_not_read_and_not_shown() -> None:
    assert [finding.rule for finding in judge("word " * 200_000)] == [TOO_LONG]


def test_a_table_with_a_mistake_says_where() -> None:
    shared = {"words": {"go": {"en": "go"}}, "english": "", "other_languages": ""}
    row = {"name": "x", "number": "1", "title": "X", "why": "w", "instead": "i", "words": {}}
    with pytest.raises(BadTable, match="x: no words are given for come"):
        built({SHARED: shared, "x.yaml": {**row, "stops": [{"all": "go + come", "because": "b"}]}})
    with pytest.raises(BadTable, match="go is there already"):
        built({SHARED: shared, "x.yaml": {**row, "words": {"go": {"en": "go"}}, "stops": []}})
    with pytest.raises(BadTable, match="x: KeyError"):
        built({SHARED: shared, "x.yaml": {**row, "stops": [{"all": "go"}]}})


def test_the_guide_lists_the_classes_as_the_table_has_them() -> None:
    guide = " ".join(GUIDE.read_text("utf-8").split())
    for rule in RULES.values():
        assert f"| {rule.number} | {rule.title} | {rule.why} | {rule.instead} |" in guide


PRINCIPLES = [
    ("not_judged", "Schalten Sie bitte den Wasserkocher aus und warten Sie."),
    ("not_judged", "Почините чайник."),
    ("disguised", "Open the \u200bmenu and look."),
    ("disguised", "Look at the 𝗺𝗲𝗻𝘂."),
    ("disguised", "L o o k  a t it"),
    ("command", "Type Set-Kettle -Mode Boil and wait."),
]


@pytest.mark.parametrize(("name", "said"), PRINCIPLES)
def test_a_step_that_cannot_be_judged_is_stopped(name: str, said: str) -> None:
    assert judge(said) == []
    assert rules(said) == {name}
    assert name in rules("Look at the light.", "", said, "It works")


@pytest.mark.parametrize(
    "step",
    [
        ["Open a command prompt, type ipconfig /all and read the default gateway.", "", "It is shown", "None"],
        ["Turn off Bluetooth on the phone and turn it on again.", "", "It connects", "It doesn't"],
        ["Ask the user to dim the screen and check if the flicker stops.", "", "Stops", "Continues"],
    ],
)
def test_what_the_first_line_does_every_day_passes(step: list[str]) -> None:
    assert judge_node(step, READ) == []
