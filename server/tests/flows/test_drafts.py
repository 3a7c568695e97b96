"""Drafts and versions over HTTP: autosave, conflicts, publishing, restoring, shared starts."""

import asyncio

from sqlalchemy import text

from tests.flows.test_library import FLOWS, made
from tests.flows.trees import escalation, option, printer, question, resolution, tree
from tests.support.people import MadeAccount


async def test_a_draft_is_saved_under_the_version_that_was_seen(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    address = f"{FLOWS}/{flow_id}/draft"
    seen = await account.engineer.get(address)
    assert seen.json()["saved"] is True
    changed = printer()
    changed["nodes"]["power"]["text"] = "Does the light shine?"
    assert (await account.engineer.put(address, json={"tree": changed})).status_code == 428
    saved = await account.engineer.put(address, json={"tree": changed}, headers={"If-Match": seen.headers["ETag"]})
    assert saved.status_code == 200
    assert saved.headers["ETag"] != seen.headers["ETag"]
    stale = await account.admin.put(address, json={"tree": printer()}, headers={"If-Match": seen.headers["ETag"]})
    assert (stale.status_code, stale.json()["error"]) == (412, "draft_changed_elsewhere")
    assert (await account.admin.get(address)).json()["tree"]["nodes"]["power"]["text"] == "Does the light shine?"


async def test_of_many_autosaves_at_once_one_is_kept_and_the_others_are_told(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    address = f"{FLOWS}/{flow_id}/draft"
    tag = (await account.engineer.get(address)).headers["ETag"]
    answers = await asyncio.gather(
        *(account.engineer.put(address, json={"tree": printer()}, headers={"If-Match": tag}) for _ in range(16))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 15


async def test_l1_reads_no_drafts(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    assert (await account.l1.get(f"{FLOWS}/{flow_id}/draft")).status_code == 403
    assert (await account.viewer.post(f"{FLOWS}/{flow_id}/publish")).status_code == 403


async def test_publishing_makes_the_next_version_and_removes_the_draft(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    first = await account.engineer.post(f"{FLOWS}/{flow_id}/publish", json={"note": "First"})
    assert (first.status_code, first.json()["number"], first.json()["note"]) == (201, 1, "First")
    draft = await account.engineer.get(f"{FLOWS}/{flow_id}/draft")
    assert (draft.json()["saved"], draft.json()["based_on_version"]) == (False, 1)
    again = await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
    assert (again.status_code, again.json()["error"]) == (409, "nothing_to_publish")
    changed = printer()
    changed["nodes"]["fill"]["text"] = "Filled."
    await account.engineer.put(
        f"{FLOWS}/{flow_id}/draft", json={"tree": changed}, headers={"If-Match": draft.headers["ETag"]}
    )
    second = await account.engineer.post(f"{FLOWS}/{flow_id}/publish", json={"note": "Shorter"})
    assert second.json()["number"] == 2
    listed = (await account.l1.get(f"{FLOWS}/{flow_id}/versions")).json()["items"]
    assert [(item["number"], item["note"]) for item in listed] == [(2, "Shorter"), (1, "First")]
    old = (await account.l1.get(f"{FLOWS}/{flow_id}/versions/1")).json()
    assert old["tree"]["nodes"]["fill"]["text"] == "The tray was empty; it is filled."


async def test_versions_are_paged(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    for _ in range(2):
        await account.engineer.post(f"{FLOWS}/{flow_id}/versions/1/restore")
    page = (await account.viewer.get(f"{FLOWS}/{flow_id}/versions", params={"limit": 2})).json()
    rest = (await account.viewer.get(f"{FLOWS}/{flow_id}/versions", params={"limit": 2, "after": page["next"]})).json()
    assert [item["number"] for item in page["items"] + rest["items"]] == [3, 2, 1]
    assert rest["next"] is None


async def test_a_draft_that_was_based_on_an_older_version_can_not_be_saved_unseen(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    address = f"{FLOWS}/{flow_id}/draft"
    seen = (await account.engineer.get(address)).headers["ETag"]
    await account.admin.post(f"{FLOWS}/{flow_id}/versions/1/restore")
    late = await account.engineer.put(address, json={"tree": printer()}, headers={"If-Match": seen})
    assert late.status_code == 412


async def test_a_draft_with_errors_is_not_published_and_says_where(account: MadeAccount) -> None:
    broken = printer()
    broken["nodes"]["power"]["options"][0]["next_id"] = "nowhere"
    flow_id = await made(account.engineer, tree=broken)
    refused = await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
    assert (refused.status_code, refused.json()["error"]) == (409, "flow_has_errors")
    assert refused.json()["findings"][0]["node_id"] == "power"
    assert (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()["status"] == "draft"


async def test_publishing_at_once_makes_one_version(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    answers = await asyncio.gather(*(account.engineer.post(f"{FLOWS}/{flow_id}/publish") for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


async def test_an_old_version_is_published_again_as_the_next(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    tag = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).headers["ETag"]
    other = tree(end=resolution("Done."))
    await account.engineer.put(f"{FLOWS}/{flow_id}/draft", json={"tree": other}, headers={"If-Match": tag})
    await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
    restored = await account.engineer.post(f"{FLOWS}/{flow_id}/versions/1/restore", json={"note": "Back"})
    assert (restored.json()["number"], restored.json()["restored_from"]) == (3, 1)
    assert len((await account.l1.get(f"{FLOWS}/{flow_id}")).json()["tree"]["nodes"]) == 5
    missing = await account.engineer.post(f"{FLOWS}/{flow_id}/versions/9/restore")
    assert missing.json()["error"] == "no_such_version"


async def test_a_draft_is_given_up_unless_it_is_all_there_is(account: MadeAccount) -> None:
    flow_id = await made(account.engineer)
    refused = await account.engineer.delete(f"{FLOWS}/{flow_id}/draft")
    assert (refused.status_code, refused.json()["error"]) == (409, "draft_is_all_there_is")
    await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
    tag = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).headers["ETag"]
    await account.engineer.put(
        f"{FLOWS}/{flow_id}/draft", json={"tree": tree(end=resolution("Done."))}, headers={"If-Match": tag}
    )
    assert (await account.engineer.delete(f"{FLOWS}/{flow_id}/draft")).status_code == 204
    draft = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).json()
    assert (draft["saved"], len(draft["tree"]["nodes"])) == (False, 5)


async def test_publishing_is_in_the_audit_log_and_asks_for_matching(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    async with account.database.transaction(account.id) as session:
        actions = (await session.execute(text("select action, subject_id from audit_events"))).all()
        jobs = (
            await session.execute(
                text(
                    "select count(*) from procrastinate_jobs where task_name = 'flows.matching.reindex'"
                    " and args->>'flow_id' = :id"
                ),
                {"id": flow_id},
            )
        ).scalar_one()
    assert ("flow.publish", flow_id) in [tuple(row) for row in actions]
    assert jobs == 1


def intake() -> dict[str, object]:
    return tree(
        vip=question("Is it urgent?", option("yes", "duty", "Yes"), option("no", "on", "No")),
        duty=escalation("Call the duty engineer."),
        on=resolution("Go on."),
    )


async def test_a_shared_start_is_put_in_front_when_a_flow_is_published(account: MadeAccount) -> None:
    start_id = await made(account.engineer, "Intake", publish=True, tree=intake())
    flow_id = await made(account.engineer, publish=True, tree=printer() | {"starts_with": start_id})
    shown = (await account.l1.get(f"{FLOWS}/{flow_id}")).json()
    walked = shown["tree"]
    assert walked["root_id"] == "intake/vip"
    assert {o["id"]: o["next_id"] for o in walked["nodes"]["intake/vip"]["options"]} == {
        "yes": "intake/duty",
        "no": "power",
    }
    assert "intake/on" not in walked["nodes"]
    assert (shown["starts_with"], shown["start_is_newer"]) == (start_id, False)
    draft = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).json()
    assert (draft["tree"]["root_id"], draft["tree"]["starts_with"]) == ("power", start_id)


async def test_a_newer_shared_start_is_told_and_taken_in_by_publishing_again(account: MadeAccount) -> None:
    start_id = await made(account.engineer, "Intake", publish=True, tree=intake())
    flow_id = await made(account.engineer, publish=True, tree=printer() | {"starts_with": start_id})
    await account.engineer.post(f"{FLOWS}/{start_id}/versions/1/restore")
    assert (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()["start_is_newer"] is True
    assert (await account.engineer.post(f"{FLOWS}/{flow_id}/publish")).json()["number"] == 2
    assert (await account.engineer.get(f"{FLOWS}/{flow_id}")).json()["start_is_newer"] is False


async def test_a_start_that_is_not_there_or_is_the_flow_itself_is_refused(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    foreign = await made(other_account.engineer, "Intake", publish=True, tree=intake())
    unpublished = await made(account.engineer, "Intake", tree=intake())
    for start_id in (foreign, unpublished):
        flow_id = await made(account.engineer, tree=printer() | {"starts_with": start_id})
        refused = await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
        assert (refused.status_code, refused.json()["error"]) == (409, "start_not_usable")
