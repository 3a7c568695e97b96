"""What callers really say finds the right starter flow, in their few and unlike words."""

import pytest

from resolutionflow.flows.service.exports import starter_files
from tests.flows.matching.test_matching_service import FLOWS, match
from tests.support.people import MadeAccount
from tests.support.work import run_jobs

SAID = {
    "Outlook asks for the password again and again since this morning": "outlook-wont-open-or-connect",
    "Outlook keeps asking for password": "outlook-wont-open-or-connect",
    "Outlook password prompt keeps popping up": "outlook-wont-open-or-connect",
    "I forgot my password": "password-or-mfa-reset",
    "new phone, need authenticator again": "password-or-mfa-reset",
    "Maria in accounting says her account is locked": "account-lockout",
    "Maria in accounting says account locked, cannot log in to windows after vacation": "account-lockout",
    "my account is locked": "account-lockout",
    "printer offline": "printer-offline-or-spooler",
    "no internet": "wifi-or-no-internet",
    "teams no sound": "teams-audio",
    "My mail is not working": "mail-not-arriving",
    "H: drive is gone": "mapped-drive-missing",
    "My outlok keeps asking pasword again and again": "outlook-wont-open-or-connect",
    "printr offlne": "printer-offline-or-spooler",
    "vpn conection fails": "vpn-fails",
    "no wlan": "wifi-or-no-internet",
    "wifi down": "wifi-or-no-internet",
    "Wi-Fi is down": "wifi-or-no-internet",
    "cannot log in": "account-lockout",
    "can't login": "account-lockout",
    "e-mail not arriving": "mail-not-arriving",
}
UNHEARD = ("The coffee machine leaks", "Please order a new keyboard", "New starter on Monday, needs an account")


@pytest.fixture
async def desk(account: MadeAccount) -> MadeAccount:
    """An account that has taken in every starter."""
    taken = await account.engineer.post(f"{FLOWS}/starters", json={})
    assert {item["status"] for item in taken.json()["items"]} == {"published"}
    await run_jobs(account.database)
    return account


async def test_what_callers_say_is_offered_the_right_starter_first_and_what_none_is_for_is_offered_none(
    desk: MadeAccount,
) -> None:
    ids = {key: str(flow.id) for key, flow in starter_files().items()}
    for problem, key in SAID.items():
        found = await match(desk.l1, problem)
        best = found["candidates"][0]
        assert best["flow_id"] == ids[key], problem
        assert best["score"] >= found["suggest_threshold"], (problem, best["score"])
    for problem in UNHEARD:
        found = await match(desk.l1, problem)
        assert found["candidates"][0]["score"] < found["suggest_threshold"], problem


async def test_a_word_that_was_mistyped_is_shown_as_it_was_typed(desk: MadeAccount) -> None:
    right, wrong = [
        (await match(desk.l1, problem))["candidates"][0]
        for problem in ("Outlook keeps asking for the password", "Outlok keeps asking for the pasword")
    ]
    assert right["score"] == wrong["score"]
    assert (right["matched_words"], wrong["matched_words"]) == (
        ["outlook", "keeps", "asking", "password"],
        ["outlok", "keeps", "asking", "pasword"],
    )
