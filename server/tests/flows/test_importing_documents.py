"""Imports of documents that are no flow files; imports whose job fails; fields that are not known."""

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from resolutionflow.flows import flow_file
from resolutionflow.flows.service import items
from resolutionflow.flows.tasks import end_failed_imports
from resolutionflow.main import build_app
from resolutionflow.platform.jobs import MAX_ATTEMPTS
from resolutionflow.platform.settings import Settings
from tests.flows.test_imports import file, imported
from tests.flows.test_library import FLOWS, made, titles
from tests.flows.trees import flow as flow_body
from tests.flows.trees import printer
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account
from tests.support.work import run_jobs

GUIDE = (
    "# Badge\n\n## Light?\n\n- Yes: [Fine](#fine)\n- No: [Hand over](#{0})\n\n## Fine\n\n## Hand over\n\nEscalate.\n"
)
CHART = "flowchart TD\nA{On?} -->|Yes| B[Good]\nA -->|No| C[Call the vendor]\n"
TABLE = "step,answer,text\n1,,On?\n1.1,Yes,Good\n1.2,No,Call the vendor\n"
INDENTED = "On?\n  Yes: Good\n  No: Call the vendor\n"


async def documents(client: AsyncClient, *files: dict[str, Any], preview: bool = False, **more: Any) -> dict[str, Any]:
    body = {"files": list(files), **more}
    answer = await client.post(f"{FLOWS}/import", json=body, params={"preview": preview})
    assert answer.status_code == 201, answer.text
    state: dict[str, Any] = answer.json()
    return state


async def test_guides_flowcharts_and_outlines_become_flows(account: MadeAccount) -> None:
    files = [
        {"name": "badge reader.md", "content": GUIDE.format("hand-over")},
        {"name": "door-lock.mmd", "content": CHART},
        {"name": "lift.csv", "content": TABLE},
        {"name": "gate.txt", "content": INDENTED},
        {"name": "anything.yaml", "content": CHART, "format": "mermaid"},
    ]
    state = await documents(account.engineer, *files, publish=True)
    found = [(item["format"], item["title"], item["outcome"], item["problem"]) for item in state["items"]]
    assert found == [
        ("walkthrough", "Badge", "made", None),
        ("mermaid", "Door lock", "made", None),
        ("csv", "Lift", "made", None),
        ("outline", "Gate", "made", None),
        ("mermaid", "Anything", "made", None),
    ]
    assert sorted(await titles(account.l1)) == ["Anything", "Badge", "Door lock", "Gate", "Lift"]


async def test_a_guide_with_a_gap_is_a_draft_that_names_it_and_is_never_published(account: MadeAccount) -> None:
    state = await documents(account.engineer, {"name": "a.md", "content": GUIDE.format("handover")}, publish=True)
    (item,) = state["items"]
    assert item["outcome"] == "made"
    assert item["problem"].startswith("It is a draft: ")
    assert [(f["code"], f["line"]) for f in item["findings"] if f["code"] == "dangling"] == [("dangling", 6)]
    assert await titles(account.l1) == []


async def test_the_steps_of_a_preview_can_be_looked_at_before_anything_is_made(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    files = [{"name": "a.md", "content": GUIDE.format("hand-over")}, {"name": "b.yaml", "content": "title: no"}]
    state = await documents(account.engineer, *files, preview=True)
    address = f"{FLOWS}/imports/{state['id']}/flows"
    shown = (await account.engineer.get(f"{address}/1")).json()
    assert [option["label"] for option in shown["nodes"][shown["root_id"]]["options"]] == ["Yes", "No"]
    for position in (2, 3):
        missing = await account.engineer.get(f"{address}/{position}")
        assert (missing.status_code, missing.json()["error"]) == (404, "no_such_imported_flow")
    assert (await other_account.engineer.get(f"{address}/1")).status_code == 404
    assert (await account.l1.get(f"{address}/1")).status_code == 403
    made = await documents(account.engineer, files[0])
    assert (await account.engineer.get(f"{FLOWS}/imports/{made['id']}/flows/1")).status_code == 404


async def test_each_flow_of_a_document_stands_by_itself(account: MadeAccount) -> None:
    lift = GUIDE.replace("Badge", "Lift").replace("#fine", "#fine-1").format("hand-over-1")
    both = f"{GUIDE.format('hand-over')}\n{lift}"
    state = await documents(account.engineer, {"name": "a.md", "content": both}, publish=True)
    assert [(item["title"], item["outcome"], item["first_line"]) for item in state["items"]] == [
        ("Badge", "made", 1),
        ("Lift", "made", 14),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.md", "PK\x03\x04 zip", "packed file"),
        ("a.csv", "\x00s\x00t", "UTF-16"),
        ("a.mmd", "sequenceDiagram", "no Mermaid flowchart"),
        ("a.md", "# T\n\n## A\n\nx\n", "no heading leads to another"),
        ("a.md", "x" * 1_000_001, "1000000 is the most"),
    ],
)
async def test_a_document_that_is_none_is_named(account: MadeAccount, name: str, content: str, words: str) -> None:
    state = await documents(account.engineer, {"name": name, "content": content})
    (item,) = state["items"]
    assert (item["outcome"], item["name"]) == ("refused", name)
    assert words in item["problem"]


async def test_an_import_whose_job_keeps_failing_ends_and_says_why(
    app: Any, fresh_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await make_account(Declared(build_app(Settings(), fresh_database)), fresh_database)
    read = flow_file.judge

    def fault(raw: Any) -> Any:
        if raw["title"] == "Flow 25":
            raise MemoryError
        return read(raw)

    monkeypatch.setattr(items, "judge", fault)
    state = await imported(account.engineer, *(file(f"Flow {n:02}") for n in range(45)))
    address = f"{FLOWS}/imports/{state['id']}"
    for _ in range(MAX_ATTEMPTS + 2):
        assert (await account.engineer.get(address)).json()["status"] == "running"
        await end_failed_imports(fresh_database)
        async with fresh_database.transaction() as session:
            await session.execute(text("update procrastinate_jobs set scheduled_at = now() where status = 'todo'"))
        await run_jobs(fresh_database)
    await end_failed_imports(fresh_database)
    ended = (await account.engineer.get(address, params={"limit": 100})).json()
    assert (ended["status"], ended["made"], ended["refused"]) == ("done", 20, 25)
    assert "fault on the server" in ended["problem"]
    assert {item["problem"] for item in ended["items"][20:]} == {ended["problem"]}
    assert len(await titles(account.engineer, limit=100)) == 20


@pytest.mark.parametrize(
    ("method", "address", "change", "named"),
    [
        ("POST", "", {"titel": "x"}, "titel"),
        ("POST", "", {"tree": {**printer(), "rot_id": "a"}}, "rot_id"),
        ("POST", "/import", {"files": [{"content": "x", "kind": "csv"}]}, "kind"),
        ("POST", "/validate", {"tree": {}, "strict": True}, "strict"),
        ("PUT", "/{id}/draft", {"tree": printer(), "note": "x"}, "note"),
        ("PATCH", "/{id}", {"colour": "red"}, "colour"),
        ("POST", "/{id}/publish", {"notes": "x"}, "notes"),
    ],
)
async def test_a_field_that_is_not_known_is_refused_by_name(
    account: MadeAccount, method: str, address: str, change: dict[str, Any], named: str
) -> None:
    flow_id = await made(account.engineer)
    body = {**(flow_body() if (method, address) == ("POST", "") else {}), **change}
    where = FLOWS + address.format(id=flow_id)
    answer = await account.engineer.request(method, where, json=body, headers={"If-Match": '"1"'})
    assert answer.status_code == 422
    assert named in answer.json()["detail"]
