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
