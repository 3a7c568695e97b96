"""The AI settings through HTTP: who may, what is kept, and that a key never comes out again."""

import json

import psycopg
import pytest

from resolutionflow.ai.models import AISettings
from resolutionflow.ai.service.vault import key_of
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from tests.support.people import MadeAccount

SETTINGS = "/api/v1/account/ai-settings"
KEY = "sk-ant-very-secret-0123456789-wxyz"
ANTHROPIC = {"provider": "anthropic", "api_key": KEY}


def at(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


async def test_a_new_account_has_no_model_and_the_playbook_on(account: MadeAccount) -> None:
    shown = (await account.owner.get(SETTINGS)).json()
    assert (shown["provider"], shown["model_used"], shown["has_key"]) == (None, None, False)
    assert (shown["playbook_on"], shown["zero_wait"], shown["send_no_ticket_text"]) == (True, False, False)
    assert shown["plan"] == {
        "name": "self_hosted",
        "wizard_flows": 100,
        "calls_per_flow": 40,
        "ai_build_walks": 500,
        "chat_turns": 2000,
        "dollars": 20.0,
    }
    quota = (await account.l1.get("/api/v1/ai/quota")).json()
    assert (quota["source"], quota["label"]) == ("playbook", "Built-in playbook, no AI")


async def test_with_a_key_the_model_of_the_configuration_is_used(account: MadeAccount) -> None:
    saved = await account.owner.patch(SETTINGS, json=ANTHROPIC, headers=at(1))
    assert saved.status_code == 200, saved.text
    assert saved.headers["ETag"] == '"2"'
    assert (saved.json()["model_used"], saved.json()["key_hint"]) == ("claude-haiku-5-5", "…wxyz")
    quota = (await account.engineer.get("/api/v1/ai/quota")).json()
    assert (quota["source"], quota["label"]) == ("model", "Anthropic claude-haiku-5-5")


async def test_a_key_is_encrypted_and_in_no_reply_log_or_audit(
    account: MadeAccount, owner_target: Target, caplog: pytest.LogCaptureFixture
) -> None:
    replies = [await account.owner.patch(SETTINGS, json=ANTHROPIC, headers=at(1))]
    replies += [await account.owner.get(path) for path in (SETTINGS, "/api/v1/ai/usage", "/api/v1/audit")]
    replies.append(await account.owner.patch(SETTINGS, json={"api_key": f"{KEY} x"}, headers=at(2)))
    assert replies[-1].status_code == 422
    assert [KEY in reply.text for reply in replies] == [False] * len(replies)
    assert "ai_settings.change" in replies[3].text
    assert KEY not in caplog.text
    with psycopg.connect(psycopg_conninfo(owner_target)) as connection:
        connection.execute("select set_config('app.account_id', %s, true)", [str(account.id)])
        row = connection.execute("select api_key, ai_settings::text from ai_settings").fetchone()
        audit = connection.execute("select string_agg(audit_events::text, '') from audit_events").fetchone()
    assert row is not None
    assert audit is not None
    assert KEY.encode() not in row[0]
    assert KEY not in str(row[1]) + str(audit[0])


async def test_a_stored_key_opens_for_its_own_account_alone(
    account: MadeAccount, other_account: MadeAccount, database: Database
) -> None:
    await account.owner.patch(SETTINGS, json=ANTHROPIC, headers=at(1))
    async with database.transaction(account.id) as session:
        row = await session.get(AISettings, account.id)
        assert row is not None
        assert row.api_key is not None
        assert key_of(row) == KEY
        assert key_of(AISettings(account_id=other_account.id, api_key=row.api_key)) == ""
        assert key_of(AISettings(account_id=account.id, api_key=row.api_key[:-1] + b"\0")) == ""


@pytest.mark.parametrize(
    "change", [{"base_url": "https://elsewhere.example"}, {"provider": "openai", "model": "m", "base_url": "http://x"}]
)
async def test_a_stored_key_goes_to_no_other_server(account: MadeAccount, change: dict[str, str]) -> None:
    await account.owner.patch(SETTINGS, json=ANTHROPIC, headers=at(1))
    moved = await account.owner.patch(SETTINGS, json=change, headers=at(2))
    if change.get("provider"):
        assert moved.json()["has_key"] is False
    else:
        assert moved.json()["error"] == "provider_incomplete"
    along = await account.owner.patch(
        SETTINGS, json={**change, "api_key": KEY}, headers=at(3 if moved.is_success else 2)
    )
    assert along.json()["has_key"] is True


async def test_a_server_on_the_own_network_needs_no_key(account: MadeAccount) -> None:
    ollama = {"provider": "openai", "model": "qwen3:8b", "base_url": "http://192.168.1.20:11434/v1/"}
    saved = (await account.owner.patch(SETTINGS, json=ollama, headers=at(1))).json()
    assert (saved["model_used"], saved["base_url"]) == ("qwen3:8b", "http://192.168.1.20:11434/v1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"provider": "anthropic"},
        {"provider": "openai", "base_url": "http://10.0.0.1"},
        {"provider": "openai", "model": "m"},
        {"provider": "somebody"},
        {"base_url": "ftp://server"},
        {"base_url": "http://user:password@server"},
        {"base_url": "file:///etc/passwd"},
        {"base_url": "http://"},
        {"base_url": "http://a b"},
        {"base_url": "http://server\u0000"},
        {"model": "x" * 201},
        {"model": ""},
        {"api_key": "a\u0000b"},
        {"api_key": "k" * 1_000_000},
        {"playbook_on": "yes"},
        {"billing_anchor": 3},
    ],
)
async def test_what_can_not_work_is_refused_and_nothing_is_saved(
    account: MadeAccount, wrong: dict[str, object]
) -> None:
    refused = await account.owner.patch(SETTINGS, json=wrong, headers=at(1))
    assert refused.status_code == 422
    assert len(refused.content) < 2_000
    shown = (await account.owner.get(SETTINGS)).json()
    assert (shown["version"], shown["provider"], shown["base_url"], shown["has_key"]) == (1, None, None, False)


async def test_of_two_changes_to_one_version_the_second_is_refused(account: MadeAccount) -> None:
    first = await account.owner.patch(SETTINGS, json={"playbook_on": False}, headers=at(1))
    second = await account.admin.patch(SETTINGS, json={"playbook_on": True}, headers=at(1))
    assert (first.status_code, second.status_code) == (200, 412)
    assert (await account.owner.patch(SETTINGS, json={"playbook_on": True})).status_code == 428
    quota = (await account.owner.get("/api/v1/ai/quota")).json()
    assert quota["source"] == "off"


async def test_another_account_sees_and_changes_its_own_settings(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    await account.owner.patch(SETTINGS, json=ANTHROPIC, headers=at(1))
    theirs = (await other_account.owner.get(SETTINGS)).json()
    assert (theirs["provider"], theirs["key_hint"], theirs["version"]) == (None, None, 1)
    assert (await other_account.owner.patch(SETTINGS, json={"zero_wait": True}, headers=at(1))).is_success
    assert (await account.owner.get(SETTINGS)).json()["zero_wait"] is False


async def test_what_was_changed_stands_in_the_audit_log_without_the_key(account: MadeAccount) -> None:
    await account.owner.patch(SETTINGS, json={**ANTHROPIC, "send_no_ticket_text": True}, headers=at(1))
    await account.owner.patch(SETTINGS, json={"provider": None, "api_key": None}, headers=at(2))
    rows = [row for row in (await account.owner.get("/api/v1/audit")).json()["items"] if "ai_settings" in row["action"]]
    assert [row["details"] for row in rows] == [
        {"before": {"provider": "anthropic"}, "after": {"provider": None}, "api_key": "removed"},
        {
            "before": {"provider": None, "send_no_ticket_text": False},
            "after": {"provider": "anthropic", "send_no_ticket_text": True},
            "api_key": "set",
        },
    ]
    assert "wxyz" not in json.dumps(rows)


async def test_another_provider_is_not_asked_for_the_first_ones_model(account: MadeAccount) -> None:
    openai = {"provider": "openai", "base_url": "http://x", "model": "local-one"}
    assert (await account.owner.patch(SETTINGS, json=openai, headers=at(1))).status_code == 200
    kept = await account.owner.patch(SETTINGS, json={"provider": "openai"}, headers=at(2))
    assert kept.json()["model"] == "local-one", "the provider is the same"
    moved = await account.owner.patch(SETTINGS, json={**ANTHROPIC, "base_url": None}, headers=at(3))
    assert (moved.json()["model"], moved.json()["model_used"]) == (None, "claude-haiku-5-5")
    back = await account.owner.patch(SETTINGS, json={"provider": "openai", "base_url": "http://x"}, headers=at(4))
    assert back.json()["error"] == "provider_incomplete", "such a server has no model that it comes with"
    named = await account.owner.patch(SETTINGS, json=openai, headers=at(4))
    assert named.json()["model"] == "local-one"
