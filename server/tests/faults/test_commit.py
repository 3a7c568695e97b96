"""An answer tells the truth about what was kept: what fails at the commit, or can't be written, is a 500."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from pydantic import BaseModel
from sqlalchemy import text

from resolutionflow.kit.ids import new_id
from resolutionflow.main import API
from resolutionflow.platform.db import Database
from resolutionflow.platform.embedded import DATABASE, SUPERUSER, EmbeddedServer
from resolutionflow.platform.http import Session, speak_problems
from tests.support.declared import Declared
from tests.support.people import MadeAccount, client_for

UNLUCKY = "fails at the commit"

TRIGGER = f"""
create function refuse_at_commit() returns trigger language plpgsql as
$$ begin raise exception 'refused at the commit'; end $$;
create constraint trigger unlucky after insert on clients deferrable initially deferred
   for each row when (new.name = '{UNLUCKY}') execute function refuse_at_commit();
"""
REMOVE = "drop trigger unlucky on clients; drop function refuse_at_commit()"


@pytest.fixture
def unlucky(cluster: EmbeddedServer) -> Iterator[None]:
    """A database in which one client's name is only refused when the transaction commits."""
    with psycopg.connect(cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        connection.execute(TRIGGER)
        try:
            yield
        finally:
            connection.execute(REMOVE)


async def names(client: AsyncClient) -> list[str]:
    return [one["name"] for one in (await client.get(f"{API}/clients")).json()["items"]]


async def test_a_commit_that_fails_is_never_answered_with_success(account: MadeAccount, unlucky: None) -> None:
    answer = await account.owner.post(f"{API}/clients", json={"name": UNLUCKY})
    assert (answer.status_code, answer.json()["error"]) == (500, "server_fault")
    assert await names(account.owner) == []
    fine = await account.owner.post(f"{API}/clients", json={"name": "goes well"})
    assert fine.status_code == 201
    assert await names(account.owner) == ["goes well"]


async def test_a_commit_that_failed_leaves_the_idempotency_key_free(
    account: MadeAccount, cluster: EmbeddedServer, unlucky: None
) -> None:
    headers = {"Idempotency-Key": uuid4().hex}
    first = await account.owner.post(f"{API}/clients", json={"name": UNLUCKY}, headers=headers)
    assert first.status_code == 500
    with psycopg.connect(cluster.url(SUPERUSER, DATABASE), autocommit=True) as connection:
        connection.execute("alter table clients disable trigger unlucky")
        again = await account.owner.post(f"{API}/clients", json={"name": UNLUCKY}, headers=headers)
    assert again.status_code == 201
    assert await names(account.owner) == [UNLUCKY]


class Number(BaseModel):
    """A body that not every value fits."""

    number: int


@pytest.fixture
async def small(fresh_database: Database) -> AsyncClient:
    """An application of one route on the product's transaction, whose answer may not fit its own shape."""
    app = FastAPI()
    app.state.database = fresh_database
    speak_problems(app)

    @app.post("/accounts/{number}", response_model=Number)
    async def make(session: Session, number: str) -> dict[str, str]:
        values = {"id": new_id(), "name": number}
        await session.execute(text("insert into accounts (id, name) values (:id, :name)"), values)
        return {"number": number}

    return client_for(Declared(app))


async def test_an_answer_that_cannot_be_written_is_not_committed(small: AsyncClient, fresh_database: Database) -> None:
    assert (await small.post("/accounts/12")).status_code == 200
    assert (await small.post("/accounts/twelve")).status_code == 500
    async with fresh_database.transaction() as session:
        kept = (await session.scalars(text("select name from accounts"))).all()
    assert kept == ["12"]
