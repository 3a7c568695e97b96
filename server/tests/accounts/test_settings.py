"""Settings of the account, for owner and admin only."""

from typing import Any

import pytest
from httpx import Response

from resolutionflow.flows.matching.engine import DEFAULT_MATCH_THRESHOLD, DEFAULT_SUGGEST_THRESHOLD
from tests.support.people import MadeAccount

SETTINGS, L1_SETTINGS = "/api/v1/account/settings", "/api/v1/account/l1-settings"


async def change(account: MadeAccount, path: str, body: dict[str, Any]) -> Response:
    tag = (await account.admin.get(path)).headers["etag"]
    return await account.admin.patch(path, json=body, headers={"If-Match": tag})


async def test_settings_change_one_by_one(account: MadeAccount) -> None:
    await change(account, SETTINGS, {"name": "Northwind Desk", "match_threshold": 0.8})
    reply = await change(account, SETTINGS, {"suggest_threshold": 0.8, "idle_limit_hours": 48})
    assert reply.json() == {
        "name": "Northwind Desk",
        "match_threshold": 0.8,
        "suggest_threshold": 0.8,
        "default_match_threshold": DEFAULT_MATCH_THRESHOLD,
        "default_suggest_threshold": DEFAULT_SUGGEST_THRESHOLD,
        "idle_limit_hours": 48,
        "version": 3,
    }
    assert (await account.viewer.get("/api/v1/me")).json()["account_name"] == "Northwind Desk"
    reply = await change(account, SETTINGS, {"match_threshold": None})
    assert reply.json()["match_threshold"] is None


async def test_the_suggest_threshold_is_never_above_the_match_threshold(account: MadeAccount) -> None:
    await change(account, SETTINGS, {"match_threshold": 0.6, "suggest_threshold": 0.5})
    for body in ({"match_threshold": 0.4}, {"suggest_threshold": 0.7}):
        reply = await change(account, SETTINGS, body)
        assert (reply.status_code, reply.json()["error"]) == (422, "thresholds_crossed")
    assert (await account.admin.get(SETTINGS)).json()["match_threshold"] == 0.6


@pytest.mark.parametrize(
    "body",
    [{"match_threshold": 1.01}, {"suggest_threshold": -0.1}, {"idle_limit_hours": 0}, {"idle_limit_hours": 8761}],
    ids=str,
)
async def test_settings_out_of_range_are_refused(account: MadeAccount, body: dict[str, Any]) -> None:
    assert (await change(account, SETTINGS, body)).status_code == 422


async def test_default_recipients_are_active_people_of_the_account(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    mine, foreign = str(account.by_role("engineer").id), str(other_account.by_role("engineer").id)
    reply = await change(account, L1_SETTINGS, {"default_escalation_recipient_ids": [mine, mine]})
    assert reply.json()["default_escalation_recipient_ids"] == [mine]
    reply = await change(account, L1_SETTINGS, {"default_escalation_recipient_ids": [mine, foreign]})
    assert (reply.status_code, reply.json()["error"]) == (422, "unknown_people")


async def test_both_pages_share_one_version(account: MadeAccount) -> None:
    tag = (await account.admin.get(SETTINGS)).headers["etag"]
    await change(account, L1_SETTINGS, {"l1_categories": ["VPN"]})
    stale = await account.admin.patch(SETTINGS, json={"name": "X"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["error"]) == (412, "settings_changed")


@pytest.mark.parametrize("path", [SETTINGS, L1_SETTINGS])
async def test_a_change_without_the_version_it_was_made_on_is_refused(account: MadeAccount, path: str) -> None:
    assert (await account.admin.patch(path, json={})).status_code == 428
    assert (await account.admin.patch(path, json={}, headers={"If-Match": "yesterday"})).status_code == 422


async def test_a_change_of_settings_is_audited_with_before_and_after(account: MadeAccount) -> None:
    await change(account, L1_SETTINGS, {"l1_categories": ["VPN"]})
    await change(account, SETTINGS, {"idle_limit_hours": 48})
    events = (await account.owner.get("/api/v1/audit")).json()["items"]
    assert [(event["action"], event["details"]) for event in events] == [
        ("settings.change", {"before": {"idle_limit_hours": 24}, "after": {"idle_limit_hours": 48}}),
        ("l1_settings.change", {"before": {"l1_categories": []}, "after": {"l1_categories": ["VPN"]}}),
    ]
