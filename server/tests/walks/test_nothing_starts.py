"""Where nothing is started the nearest flows are named; too few words are asked for more before anything is paid."""

import pytest
from sqlalchemy import func, select

from resolutionflow.ai.models import AISettings
from resolutionflow.flows.matching.words import says_enough
from resolutionflow.tickets.models import Ticket
from resolutionflow.walks.models import L1WalkSession
from tests.walks.desk import Desk
from tests.walks.test_looked_at_first import IDS, _ask_for, starters, take_in

__all__ = ["starters"]

PHISHING = (
    "got weird email clicked link!!!",
    "dodgy email",
    "fishy mail from the boss",
    "i think i got hacked",
    "fake invoice",
    "boss texted me to buy gift cards",
    "clicked on something bad",
    "entered my pw on a fake site",
    "pop up says i have a virus call this number",
)
NOTHING_SAID = (
    ".",
    "help",
    "x" * 20_000,
    "\U0001f600<script>alert(1)</script>",
    "it does not work, please help",
    "123 456",
)


@pytest.fixture
async def by_hand(starters: Desk) -> Desk:
    """An account with every starter flow, where no steps are made."""
    async with starters.account.database.transaction(starters.account.id) as session:
        session.add(AISettings(account_id=starters.account.id, playbook_on=False))
    return starters


async def test_a_phishing_report_is_shown_its_flow_in_whatever_words(by_hand: Desk) -> None:
    for problem in PHISHING:
        answer = await take_in(by_hand, problem)
        shown = answer.get("candidates") or answer["nearest"]
        assert IDS["phishing-report"] in [one["flow_id"] for one in shown], (problem, answer)


async def test_where_no_flow_is_likely_the_nearest_are_named(by_hand: Desk) -> None:
    answer = await take_in(by_hand, "outlok keeps askin 4 pw")
    assert (answer["outcome"], answer["more_words"], answer["rejected"]) == ("out_of_scope", False, [])
    assert answer["nearest"][0]["flow_id"] == IDS["outlook-wont-open-or-connect"]
    assert answer["nearest"][0]["matched_words"] == ["outlok", "keeps", "askin"]
    declined = await take_in(by_hand, "outlok keeps askin 4 pw", none_fit=True)
    assert (declined["outcome"], declined["nearest"]) == ("out_of_scope", [])


async def test_what_no_flow_is_near_is_named_none(by_hand: Desk) -> None:
    for problem in ("The coffee machine leaks", "Please order a new keyboard"):
        assert (await take_in(by_hand, problem))["nearest"] == [], problem


async def test_an_account_that_wants_surer_suggestions_is_named_none(by_hand: Desk) -> None:
    await _ask_for(by_hand, 0.4)
    assert (await take_in(by_hand, "outlok keeps askin 4 pw"))["nearest"] == []


async def test_what_says_nothing_is_asked_for_more_words_and_opens_no_ticket(starters: Desk) -> None:
    for problem in NOTHING_SAID:
        answer = await take_in(starters, problem)
        assert (answer["outcome"], answer.get("more_words")) == ("out_of_scope", True), problem[:40]
        assert answer["offers"] == ["adhoc", "escalate"]
    async with starters.account.database.transaction(starters.account.id) as session:
        for kept in (Ticket, L1WalkSession):
            assert await session.scalar(select(func.count()).select_from(kept)) == 0


async def test_what_says_nothing_can_be_worked_on_without_a_flow_all_the_same(starters: Desk) -> None:
    assert (await take_in(starters, "help", adhoc=True))["outcome"] == "started"


async def test_one_word_that_a_flow_or_the_playbook_knows_is_enough(starters: Desk) -> None:
    assert (await take_in(starters, "prnts"))["outcome"] == "suggestions"
    assert not (await take_in(starters, "BitLocker")).get("more_words")


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("coffee leaks", True),
        ("Drucker druckt nicht", True),
        ("打印机坏了", True),
        ("打", False),
        ("printer printer printer", False),
        ("a b c d", False),
        ("please help", False),
        ("\u0000", False),
    ],
)
def test_two_words_of_which_one_says_what_it_is_about_are_enough(text: str, enough: bool) -> None:
    assert says_enough(text) is enough
