"""Clients through the API."""

from tests.support.people import MadeAccount

CLIENTS = "/api/v1/clients"


async def test_a_client_is_added_changed_and_no_longer_offered(account: MadeAccount) -> None:
    added = await account.l1.post(CLIENTS, json={"name": "Fabrikam", "notes": "Pays late"})
    assert added.status_code == 201
    path = f"{CLIENTS}/{added.json()['id']}"
    assert (await account.l1.get(path)).headers["etag"] == '"1"'
    changed = await account.l1.patch(path, json={"notes": None}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["notes"], changed.headers["etag"]) == ("Fabrikam", None, '"2"')
    stale = await account.l1.patch(path, json={"name": "F"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["error"]) == (412, "client_changed")
    assert (await account.l1.delete(path)).status_code == 204
    assert (await account.l1.get(CLIENTS)).json()["items"] == []
    kept = (await account.l1.get(CLIENTS, params={"archived": True})).json()["items"]
    assert [client["name"] for client in kept] == ["Fabrikam"]


async def test_names_are_unique_whatever_their_case(account: MadeAccount, other_account: MadeAccount) -> None:
    first = (await account.l1.post(CLIENTS, json={"name": "Fabrikam"})).json()
    again = await account.l1.post(CLIENTS, json={"name": "FABRIKAM"})
    assert (again.status_code, again.json()["error"], again.json()["client_id"]) == (
        409,
        "client_name_taken",
        first["id"],
    )
    assert (await other_account.l1.post(CLIENTS, json={"name": "Fabrikam"})).status_code == 201
    renamed = await account.l1.patch(f"{CLIENTS}/{first['id']}", json={"name": "fabrikam"}, headers={"If-Match": '"1"'})
    assert renamed.status_code == 200


async def test_clients_are_listed_by_name_and_searched(account: MadeAccount) -> None:
    for name in ("beta", "Alpha", "Gamma", "alp"):
        await account.l1.post(CLIENTS, json={"name": name})
    first = (await account.l1.get(CLIENTS, params={"limit": 3})).json()
    rest = (await account.l1.get(CLIENTS, params={"limit": 3, "after": first["next"]})).json()
    assert [client["name"] for client in [*first["items"], *rest["items"]]] == ["alp", "Alpha", "beta", "Gamma"]
    found = (await account.l1.get(CLIENTS, params={"search": "ALP"})).json()["items"]
    assert [client["name"] for client in found] == ["alp", "Alpha"]


async def test_a_stranger_finds_nothing_and_a_viewer_is_not_let_in(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    client = (await account.l1.post(CLIENTS, json={"name": "Fabrikam"})).json()
    path = f"{CLIENTS}/{client['id']}"
    for reply in (
        await other_account.owner.get(path),
        await other_account.owner.patch(path, json={"name": "x"}, headers={"If-Match": '"1"'}),
        await other_account.owner.delete(path),
    ):
        assert (reply.status_code, reply.json()["error"]) == (404, "client_not_found")
    assert (await account.viewer.get(CLIENTS)).status_code == 403


async def test_known_facts_keep_their_order_and_are_replaced_whole(account: MadeAccount) -> None:
    facts = [{"label": "Mail", "value": "Exchange Online"}, {"label": "VPN", "value": "GlobalProtect 6.2"}]
    added = (await account.l1.post(CLIENTS, json={"name": "Contoso", "facts": facts})).json()
    assert added["facts"] == facts
    path = f"{CLIENTS}/{added['id']}"
    turned = await account.l1.patch(path, json={"facts": facts[::-1]}, headers={"If-Match": '"1"'})
    assert turned.json()["facts"] == facts[::-1]
    named = await account.l1.patch(path, json={"name": "Contoso Ltd"}, headers={"If-Match": '"2"'})
    assert (named.json()["facts"], named.json()["version"]) == (facts[::-1], 3)
    stale = await account.l1.patch(path, json={"facts": []}, headers={"If-Match": '"2"'})
    assert (stale.status_code, stale.json()["error"]) == (412, "client_changed")
    assert (await account.l1.get(path)).json()["facts"] == facts[::-1]


async def test_facts_that_make_no_sense_are_refused(account: MadeAccount) -> None:
    for facts in (
        [{"label": "", "value": "x"}],
        [{"label": "x" * 101, "value": "x"}],
        [{"label": "x", "value": "x" * 1_001}],
        [{"label": "x", "value": "a\x00"}],
        [{"label": "x", "value": "x"}] * 51,
        [{"label": "x"}],
        [{"label": "x", "value": "y", "kind": "z"}],
    ):
        assert (await account.l1.post(CLIENTS, json={"name": "C", "facts": facts})).status_code == 422, facts
    assert (await account.l1.post(CLIENTS, json={"name": "C", "facts": [{"label": "x", "value": ""}]})).is_success


async def test_an_archived_client_is_offered_again(account: MadeAccount) -> None:
    client = (await account.l1.post(CLIENTS, json={"name": "Fabrikam"})).json()
    path = f"{CLIENTS}/{client['id']}"
    await account.l1.delete(path)
    back = await account.l1.post(f"{path}/unarchive")
    assert (back.status_code, back.json()["archived_at"], back.headers["etag"]) == (200, None, '"3"')
    assert (await account.l1.post(f"{path}/unarchive")).json()["version"] == 3
    assert [one["name"] for one in (await account.l1.get(CLIENTS)).json()["items"]] == ["Fabrikam"]
