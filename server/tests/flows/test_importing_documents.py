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


async def test_flows_of_a_preview_are_corrected_or_left_out_when_they_are_taken_in(account: MadeAccount) -> None:
    files = [
        {"name": "both.yaml", "content": f"{file('Keep')}---\n{file('Drop')}"},
        {"name": "badge.md", "content": GUIDE.format("hand-over")},
        {"name": "gate.txt", "content": INDENTED},
        {"name": "torn.yaml", "content": "title: no"},
    ]
    before = await documents(account.engineer, *files, preview=True)
    assert [item["title"] for item in before["items"]] == ["Keep", "Drop", "Badge", "Gate", "no"]
    corrections = [
        {"position": 1, "category": "Doors", "tags": ["gate", "north"]},
        {"position": 3, "title": " Badge reader stays dark "},
        {"position": 5, "title": "Never a flow"},
    ]
    state = await documents(account.engineer, *files, corrections=corrections, leave_out=[2])
    assert [(item["position"], item["title"], item["outcome"]) for item in state["items"]] == [
        (1, "Keep", "made"),
        (3, "Badge reader stays dark", "made"),
        (4, "Gate", "made"),
        (5, "no", "refused"),
    ]
    assert (state["total"], state["done"]) == (4, 4)
    kept = (await account.engineer.get(f"{FLOWS}/{state['items'][0]['flow_id']}")).json()
    assert (kept["title"], kept["category"], kept["tags"]) == ("Keep", "Doors", ["gate", "north"])
    assert sorted(await titles(account.engineer)) == ["Badge reader stays dark", "Gate", "Keep"]


async def test_an_import_with_everything_left_out_is_done_and_makes_nothing(account: MadeAccount) -> None:
    state = await documents(account.engineer, {"name": "a.txt", "content": INDENTED}, leave_out=[1])
    assert (state["status"], state["total"], state["items"]) == ("done", 0, [])


async def test_corrections_hold_for_flows_that_the_job_takes_in(account: MadeAccount) -> None:
    many = "---\n".join(file(f"Flow {n:02}") for n in range(45))
    body: dict[str, Any] = {
        "corrections": [{"position": 44, "title": "The last but one"}],
        "leave_out": list(range(1, 22)),
    }
    state = await documents(account.engineer, {"name": "m.yaml", "content": many}, **body)
    assert (state["status"], state["total"]) == ("running", 24)
    await run_jobs(account.database)
    state = (await account.engineer.get(f"{FLOWS}/imports/{state['id']}")).json()
    assert (state["status"], state["made"]) == ("done", 24)
    found = await titles(account.engineer, limit=100)
    assert "The last but one" in found
    assert {"Flow 43", "Flow 20"}.isdisjoint(found)


@pytest.mark.parametrize("body", [{"leave_out": [2]}, {"corrections": [{"position": 2, "title": "Nobody"}]}])
async def test_a_correction_of_a_flow_that_is_not_there_is_refused(account: MadeAccount, body: dict[str, Any]) -> None:
    files = [{"name": "a.txt", "content": INDENTED}]
    answer = await account.engineer.post(f"{FLOWS}/import", json={"files": files, **body})
    assert (answer.status_code, answer.json()["error"]) == (422, "no_such_flow_in_files")
    assert await titles(account.engineer) == []


async def test_more_than_can_be_read_at_once_is_not_corrected(account: MadeAccount) -> None:
    long = file("Long") + "#" * 1_600_000
    files = [{"name": f"{n}.yaml", "content": long} for n in range(2)]
    corrections = [{"position": n, "title": f"Long {n}"} for n in (1, 2)]
    answer = await account.engineer.post(f"{FLOWS}/import", json={"files": files, "corrections": corrections})
    assert (answer.status_code, answer.json()["error"]) == (413, "too_much_corrected")
