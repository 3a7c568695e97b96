"""Imports, exports and starter flows over HTTP."""

import json
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from resolutionflow.flows.flow_file import FlowFile, to_json, to_yaml
from resolutionflow.flows.tree import Tree
from resolutionflow.main import build_app
from resolutionflow.platform.settings import Settings
from tests.flows.test_library import FLOWS, made, titles
from tests.flows.trees import printer, resolution, tree
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account
from tests.support.work import run_jobs


def file(title: str = "From a file", **more: Any) -> str:
    return to_yaml(FlowFile(title=title, category="Printing", tree=Tree.model_validate(printer()), **more))


async def imported(
    client: AsyncClient, *texts: str, preview: bool = False, name: str = "flows.yaml", **choices: bool
) -> dict[str, Any]:
    body = {"files": [{"name": name, "content": text} for text in texts], **choices}
    head = {"Content-Type": "application/json"}  # json.dumps can write half of a surrogate pair, httpx can't
    answer = await client.post(f"{FLOWS}/import", content=json.dumps(body), headers=head, params={"preview": preview})
    assert answer.status_code == 201, answer.text
    state: dict[str, Any] = answer.json()
    return state


async def test_a_preview_shows_what_would_be_made_and_makes_nothing(account: MadeAccount) -> None:
    state = await imported(account.engineer, file(), "title: x\ntitle: y", preview=True)
    assert (state["status"], state["made"], state["refused"]) == ("done", 1, 1)
    good, bad = state["items"]
    assert (good["title"], good["outcome"], good["node_count"], good["flow_id"]) == ("From a file", "made", 5, None)
    assert bad["problem"].startswith("Line 2: ")
    assert await titles(account.engineer) == []


async def test_the_good_flows_are_taken_in_and_each_bad_one_is_named(account: MadeAccount) -> None:
    broken = json.dumps({"title": "Broken", "tree": tree(a={"type": "question", "text": "?", "options": []})})
    many = f"{file('One')}---\n{file('Two')}"
    state = await imported(account.engineer, many, broken, "\ud83d oops", "a: \x00", to_json_file("Three"))
    assert [(item["title"], item["outcome"]) for item in state["items"]] == [
        ("One", "made"),
        ("Two", "made"),
        ("Broken", "refused"),
        (None, "refused"),
        (None, "refused"),
        ("Three", "made"),
    ]
    assert "two answers" in state["items"][2]["problem"]
    assert state["items"][1]["first_line"] > 1
    assert sorted(await titles(account.engineer)) == ["One", "Three", "Two"]
    assert await titles(account.l1) == []


def to_json_file(title: str) -> str:
    return to_json(FlowFile(title=title, tree=Tree.model_validate(printer())))


async def test_an_import_can_publish_at_once(account: MadeAccount) -> None:
    state = await imported(account.engineer, file("One"), publish=True)
    assert state["items"][0]["problem"] is None
    assert await titles(account.l1) == ["One"]


async def test_a_file_with_an_id_changes_the_flow_of_that_id(account: MadeAccount) -> None:
    flow_id = uuid4()
    first = await imported(account.engineer, file(id=flow_id), publish=True)
    assert first["items"][0]["flow_id"] == str(flow_id)
    same = await imported(account.engineer, file(id=flow_id), publish=True)
    assert same["items"][0]["outcome"] == "unchanged"
    other = to_yaml(FlowFile(id=flow_id, title="New title", tree=Tree.model_validate(tree(end=resolution("Done.")))))
    second = await imported(account.engineer, other)
    assert second["items"][0]["outcome"] == "updated"
    shown = (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()
    assert (shown["title"], shown["published_version"], shown["has_draft"]) == ("New title", 1, True)
    in_the_way = await imported(account.engineer, file(id=flow_id))
    assert "has a draft" in in_the_way["items"][0]["problem"]
    replaced = await imported(account.engineer, file(id=flow_id), replace_drafts=True, publish=True)
    assert replaced["items"][0]["outcome"] == "updated"
    assert (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()["published_version"] == 2


async def test_the_same_id_in_two_accounts_is_two_flows(account: MadeAccount, other_account: MadeAccount) -> None:
    flow_id = uuid4()
    for somewhere in (account, other_account):
        state = await imported(somewhere.engineer, file(id=flow_id))
        assert state["items"][0]["outcome"] == "made"


@pytest.mark.parametrize("preview", [True, False])
async def test_the_same_id_twice_in_one_import_is_refused(account: MadeAccount, preview: bool) -> None:
    flow_id = uuid4()
    state = await imported(account.engineer, file("One", id=flow_id), file("Two", id=flow_id), preview=preview)
    assert [item["outcome"] for item in state["items"]] == ["made", "refused"]


async def test_an_archived_flow_is_not_changed_by_a_file(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    await account.engineer.post(f"{FLOWS}/{flow_id}/archive")
    state = await imported(account.engineer, file(id=flow_id))
    assert "archived" in state["items"][0]["problem"]


async def test_a_flow_that_can_not_be_published_stays_a_draft_and_says_why(account: MadeAccount) -> None:
    text = file().replace("root_id:", f"starts_with: {uuid4()}\nroot_id:")
    state = await imported(account.engineer, text, publish=True)
    assert state["items"][0]["outcome"] == "made"
    assert state["items"][0]["problem"].startswith("It is a draft: ")


async def test_a_large_import_goes_on_in_a_job_and_shows_its_progress(app: Any, fresh_database: Any) -> None:
    account = await make_account(Declared(build_app(Settings(), fresh_database)), fresh_database)
    texts = [file(f"Flow {n:02}") if n % 10 else "title: Bad one" for n in range(45)]
    state = await imported(account.engineer, *texts)
    assert (state["status"], state["total"], state["done"]) == ("running", 45, 0)
    await run_jobs(fresh_database)
    address = f"{FLOWS}/imports/{state['id']}"
    done = (await account.engineer.get(address)).json()
    assert (done["status"], done["made"], done["refused"], done["done"]) == ("done", 40, 5, 45)
    bad = (await account.engineer.get(address, params={"outcome": "refused", "limit": 3})).json()
    rest = (await account.engineer.get(address, params={"outcome": "refused", "after": bad["next"]})).json()
    assert [item["position"] for item in bad["items"] + rest["items"]] == [1, 11, 21, 31, 41]
    assert len(await titles(account.engineer, limit=100)) == 40


async def test_an_import_is_seen_by_people_who_edit_flows_of_its_account_only(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    state = await imported(account.engineer, file())
    address = f"{FLOWS}/imports/{state['id']}"
    assert (await other_account.owner.get(address)).status_code == 404
    assert (await account.l1.get(address)).status_code == 403
    assert (await account.l1.post(f"{FLOWS}/import", json={"files": [{"content": file()}]})).status_code == 403
    assert (await account.engineer.get(address, params={"after": "WzFd" * 9})).status_code == 422


async def test_too_many_flows_at_once_are_refused(account: MadeAccount) -> None:
    text = "---\na: b\n" * 5_001
    answer = await account.engineer.post(f"{FLOWS}/import", json={"files": [{"content": text}]})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_many_flows")


async def test_a_retried_import_is_done_once(account: MadeAccount) -> None:
    body, key = {"files": [{"content": file()}]}, {"Idempotency-Key": "import"}
    first = await account.engineer.post(f"{FLOWS}/import", json=body, headers=key)
    again = await account.engineer.post(f"{FLOWS}/import", json=body, headers=key)
    assert first.json()["id"] == again.json()["id"]
    other = await account.engineer.post(f"{FLOWS}/import?preview=true", json=body, headers=key)
    assert other.json()["error"] == "key_used_for_another_request"


@pytest.mark.parametrize("file_format", ["yaml", "json"])
async def test_an_exported_flow_taken_in_again_changes_nothing(account: MadeAccount, file_format: str) -> None:
    flow_id = await made(account.engineer, publish=True, tags=["a", "b"])
    exported = await account.l1.get(f"{FLOWS}/{flow_id}/export", params={"format": file_format})
    assert exported.headers["content-disposition"] == f'attachment; filename="printer-does-not-print.{file_format}"'
    state = await imported(account.engineer, exported.text)
    assert state["items"][0]["outcome"] == "unchanged"


async def test_a_flow_is_exported_to_read(account: MadeAccount, other_account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    picture = await account.engineer.get(f"{FLOWS}/{flow_id}/export", params={"format": "mermaid"})
    assert picture.text.splitlines()[3] == "flowchart TD"
    page = await account.engineer.get(f"{FLOWS}/{flow_id}/export", params={"format": "markdown"})
    assert page.headers["content-type"].startswith("text/markdown")
    assert page.text.startswith("# Printer does not print")
    assert (await account.l1.get(f"{FLOWS}/{flow_id}/export")).status_code == 404
    assert (await other_account.owner.get(f"{FLOWS}/{flow_id}/export")).status_code == 404
    assert (await account.engineer.get(f"{FLOWS}/{flow_id}/export?version=3")).json()["error"] == "no_such_version"


async def test_starter_flows_are_listed_and_taken_in_published(account: MadeAccount) -> None:
    listed = (await account.engineer.get(f"{FLOWS}/starters")).json()["items"]
    assert len(listed) >= 3
    assert all(item["flow_id"] is None for item in listed)
    taken = (await account.engineer.post(f"{FLOWS}/starters", json={})).json()["items"]
    assert {item["status"] for item in taken} == {"published"}
    assert len(await titles(account.l1)) == len(listed)
    again = (await account.engineer.post(f"{FLOWS}/starters", json={"keys": [listed[0]["key"]]})).json()["items"]
    assert again[0]["published_version"] == 1
    now = (await account.engineer.get(f"{FLOWS}/starters")).json()["items"]
    assert all(item["flow_id"] for item in now)
    missing = await account.engineer.post(f"{FLOWS}/starters", json={"keys": ["no-such"]})
    assert (missing.status_code, missing.json()["error"]) == (404, "no_such_starter")
    assert (await account.l1.get(f"{FLOWS}/starters")).status_code == 403


async def test_the_validator_judges_any_json(account: MadeAccount) -> None:
    good = (await account.l1.post(f"{FLOWS}/validate", json={"tree": printer()})).json()
    assert good == {"ok": True, "findings": []}
    nonsense: Any
    for nonsense in (None, [], "x", {"nodes": {"a": None}}):
        bad = await account.viewer.post(f"{FLOWS}/validate", json={"tree": nonsense})
        assert (bad.status_code, bad.json()["ok"]) == (200, False)
