"""Cursors come back from outside: whatever is not one of ours is refused."""

from typing import Any

import pytest

from resolutionflow.kit.ids import new_id
from resolutionflow.kit.paging import BadCursor, decode_cursor, decode_moment, encode_cursor
from tests.support.people import MadeAccount

ID = str(new_id())
EDGES_OF_TIME = ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"]


def test_a_cursor_gives_back_its_key() -> None:
    assert decode_cursor(encode_cursor(["ä", 7]), str, int) == ["ä", 7]


@pytest.mark.parametrize("key", [[], [1], [True], [None], [{}], [[""]], [1.0], ["a", "b"]], ids=str)
def test_a_key_of_other_parts_is_refused(key: list[Any]) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor(key), str)


@pytest.mark.parametrize("number", [True, 1.5, "1"], ids=str)
def test_only_a_whole_number_is_a_number(number: object) -> None:
    with pytest.raises(BadCursor):
        decode_cursor(encode_cursor([number]), int)


@pytest.mark.parametrize("moment", [*EDGES_OF_TIME, "2026-01-01T00:00:00", "noon"])
def test_a_moment_that_the_database_can_not_hold_is_refused(moment: str) -> None:
    with pytest.raises(BadCursor):
        decode_moment(encode_cursor([moment, ID]))


@pytest.mark.parametrize("path", ["l1/sessions", "l1/escalations", "tickets", "flows", "audit", "clients", "users"])
async def test_every_list_refuses_a_strange_cursor(account: MadeAccount, path: str) -> None:
    moments: list[list[Any]] = [
        [moment, ID] for moment in EDGES_OF_TIME if path != "users"
    ]  # any text may be the name of a user
    strange: list[list[Any]] = [[{}], [True], [[""], ID]]
    for key in strange + moments:
        answer = await account.owner.get(f"/api/v1/{path}", params={"after": encode_cursor(key)})
        assert (answer.status_code, answer.json()["error"]) == (422, "bad_cursor"), key
