"""The library over HTTP: making flows, finding them, changing what is said about them, archiving."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa
from httpx import AsyncClient

from resolutionflow.migrations.versions.v0022_search_without_marks import fill
from resolutionflow.platform.db import Target, psycopg_conninfo
from tests.flows.trees import flow, printer
from tests.support.people import MadeAccount

FLOWS = "/api/v1/flows"


async def made(
    client: AsyncClient, title: str = "Printer does not print", *, publish: bool = False, **more: Any
) -> str:
    """The id of a new flow."""
    answer = await client.post(FLOWS, json=flow(title, **more))
    assert answer.status_code == 201, answer.text
    flow_id: str = answer.json()["id"]
    if publish:
        published = await client.post(f"{FLOWS}/{flow_id}/publish", json={"note": "First version"})
        assert published.status_code == 201, published.text
    return flow_id


async def titles(client: AsyncClient, **query: Any) -> list[str]:
    answer = await client.get(FLOWS, params=query)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_a_new_flow_is_a_draft_that_l1_does_not_see(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    for stranger in (account.l1, account.viewer):
        assert (await stranger.get(f"{FLOWS}/{flow_id}")).status_code == 404
        assert await titles(stranger) == []
    shown = (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()
    assert (shown["status"], shown["has_draft"], shown["tree"], shown["published_version"]) == (
        "draft",
        True,
        None,
        None,
    )


async def test_a_published_flow_is_read_by_everybody_of_the_account_and_by_nobody_else(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    flow_id = await made(account.engineer, publish=True)
    for reader in (account.viewer, account.l1, account.owner):
        shown = (await reader.get(f"{FLOWS}/{flow_id}")).json()
        assert shown["tree"]["nodes"]["power"]["options"][0]["next_id"] == "paper"
    assert (await other_account.owner.get(f"{FLOWS}/{flow_id}")).status_code == 404
    assert await titles(other_account.owner) == []


@pytest.mark.parametrize("role", ["l1_tech", "viewer"])
async def test_only_people_who_edit_flows_make_them(account: MadeAccount, role: str) -> None:
    answer = await account.by_role(role).client.post(FLOWS, json=flow())
    assert answer.status_code == 403


async def test_making_a_flow_twice_with_one_key_makes_one(account: MadeAccount) -> None:
    key = {"Idempotency-Key": "once"}
    first = await account.engineer.post(FLOWS, json=flow(), headers=key)
    second = await account.engineer.post(FLOWS, json=flow(), headers=key)
    assert first.json() == second.json()
    assert len(await titles(account.engineer)) == 1


async def test_an_unfinished_tree_is_taken_as_a_draft_and_says_what_it_needs(account: MadeAccount) -> None:
    tree = printer()
    tree["nodes"]["power"]["options"][0]["next_id"] = None
    answer = await account.engineer.post(FLOWS, json={"title": "Half", "tree": tree})
    assert answer.status_code == 201
    assert [finding["code"] for finding in answer.json()["findings"]] == ["no_target"]


async def test_a_tree_of_the_wrong_shape_is_refused_by_field(account: MadeAccount) -> None:
    tree = printer()
    tree["nodes"]["power"]["type"] = "riddle"
    answer = await account.engineer.post(FLOWS, json={"title": "Odd", "tree": tree})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "tree.nodes.power.type"


async def test_the_library_pages_by_newest_and_by_title_without_losing_any(account: MadeAccount) -> None:
    names = [f"Flow {n:02}" for n in range(7)]
    for name in names:
        await made(account.engineer, name)
    for sort, expected in (("-updated", names[::-1]), ("title", names)):
        seen: list[str] = []
        after: str | None = None
        while True:
            query: dict[str, Any] = {"limit": 3, "sort": sort} | ({"after": after} if after else {})
            page = (await account.engineer.get(FLOWS, params=query)).json()
            seen += [item["title"] for item in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert seen == expected


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "bnVsbA", "WyJcdTAwMDAiLCAiMSJd", "W10"])
@pytest.mark.parametrize("sort", ["title", "-updated"])
async def test_a_cursor_from_elsewhere_is_refused(account: MadeAccount, cursor: str, sort: str) -> None:
    answer = await account.engineer.get(FLOWS, params={"after": cursor, "sort": sort})
    assert (answer.status_code, answer.json()["error"]) == (422, "bad_cursor")


MARKED = "Wi-Fi doesn’t connect"


@pytest.mark.parametrize("search", ["wifi", "Wi-Fi", "wi‑fi", "WIFI doesnt", "doesn't connect", "-fi"])
async def test_hyphens_and_apostrophes_may_be_typed_or_left_out(account: MadeAccount, search: str) -> None:
    await made(account.engineer, MARKED, publish=True)
    await made(account.engineer, "Wired network", description="The socket is dead - or so it seems", publish=True)
    assert await titles(account.l1, search=search) == [MARKED]
    palette = await account.l1.get("/api/v1/palette", params={"words": search})
    assert [item["title"] for item in palette.json()["items"]] == [MARKED]


async def test_flows_from_before_this_version_are_found_without_marks(
    account: MadeAccount, owner_target: Target
) -> None:
    await made(account.engineer, MARKED)
    await made(account.engineer, "Wired")
    engine = sa.create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(psycopg_conninfo(owner_target)), poolclass=sa.NullPool
    )
    with engine.begin() as connection:
        mine = {"id": str(account.id)}
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), mine)
        new = connection.execute(sa.text("select id, search_text from flows order by id")).all()
        connection.execute(sa.text("update flows set search_text = split_part(search_text, E'\\nwifi', 1)"))
        fill(connection)
        connection.execute(sa.text("select set_config('app.account_id', :id, true)"), mine)
        filled = connection.execute(sa.text("select id, search_text from flows order by id")).all()
    engine.dispose()
    assert {(row.id, frozenset(row.search_text.split())) for row in filled} == {
        (row.id, frozenset(row.search_text.split())) for row in new
    }
    assert await titles(account.engineer, search="wifi doesnt") == [MARKED]


async def test_the_library_is_searched_by_words_and_filtered(account: MadeAccount) -> None:
    await made(account.engineer, "Outlook will not open", category="Outlook", tags=["mail"])
    await made(account.engineer, "Straße 100%_done", category="Printing", publish=True)
    assert await titles(account.engineer, search="OPEN outlook") == ["Outlook will not open"]
    assert await titles(account.engineer, search="mail") == ["Outlook will not open"]
    assert await titles(account.engineer, search="strasse") == ["Straße 100%_done"]
    assert await titles(account.engineer, search="100%_") == ["Straße 100%_done"]
    assert await titles(account.engineer, search="1%_") == []
    assert await titles(account.engineer, category="Outlook") == ["Outlook will not open"]
    assert await titles(account.engineer, status="published") == ["Straße 100%_done"]
    assert (await account.engineer.get(f"{FLOWS}?search=%00")).status_code == 422
    counted = (await account.engineer.get(f"{FLOWS}/categories")).json()
    assert counted == [{"category": "Outlook", "count": 1}, {"category": "Printing", "count": 1}]
    assert (await account.l1.get(f"{FLOWS}/categories")).json() == [{"category": "Printing", "count": 1}]


async def test_changing_a_flow_needs_the_version_that_was_seen(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    address = f"{FLOWS}/{flow_id}"
    seen = (await account.engineer.get(address)).headers["ETag"]
    assert (await account.engineer.patch(address, json={"title": "New"})).status_code == 428
    changed = await account.engineer.patch(address, json={"title": "New", "category": None}, headers={"If-Match": seen})
    assert (changed.status_code, changed.json()["title"], changed.json()["category"]) == (200, "New", None)
    assert changed.json()["description"] == "Nothing comes out."
    stale = await account.admin.patch(address, json={"title": "Other"}, headers={"If-Match": seen})
    assert (stale.status_code, stale.json()["error"]) == (412, "flow_changed_elsewhere")
    assert (await account.l1.patch(address, json={"title": "X"}, headers={"If-Match": seen})).status_code == 403


async def test_the_owner_of_a_flow_is_an_active_person_of_the_account(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    flow_id = await made(account.engineer)
    address = f"{FLOWS}/{flow_id}"
    shown = await account.engineer.get(address)
    assert shown.json()["owner"]["id"] == str(account.by_role("engineer").id)
    tag = {"If-Match": shown.headers["ETag"]}
    for nobody in (str(uuid4()), str(other_account.by_role("owner").id)):
        refused = await account.engineer.patch(address, json={"owner_user_id": nobody}, headers=tag)
        assert (refused.status_code, refused.json()["error"]) == (422, "no_such_person")
    admin = account.by_role("admin")
    changed = await account.engineer.patch(address, json={"owner_user_id": str(admin.id)}, headers=tag)
    assert changed.json()["owner"]["id"] == str(admin.id)


async def test_an_archived_flow_leaves_the_library_and_comes_back(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    archived = await account.engineer.post(f"{FLOWS}/{flow_id}/archive")
    assert archived.json()["status"] == "archived"
    assert await titles(account.engineer) == []
    assert await titles(account.engineer, status="archived") == ["Printer does not print"]
    assert (await account.l1.get(f"{FLOWS}/{flow_id}")).status_code == 404
    draft = await account.engineer.get(f"{FLOWS}/{flow_id}/draft")
    refused = await account.engineer.put(
        f"{FLOWS}/{flow_id}/draft", json={"tree": printer()}, headers={"If-Match": draft.headers["ETag"]}
    )
    assert (refused.status_code, refused.json()["error"]) == (409, "flow_is_archived")
    assert (await account.engineer.post(f"{FLOWS}/{flow_id}/unarchive")).json()["status"] == "published"
    assert await titles(account.l1) == ["Printer does not print"]


async def test_a_duplicate_is_a_draft_of_its_own(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    copy = (await account.engineer.post(f"{FLOWS}/{flow_id}/duplicate")).json()
    assert (copy["title"], copy["status"], copy["node_count"]) == ("Copy of Printer does not print", "draft", 5)
    assert copy["id"] != flow_id
