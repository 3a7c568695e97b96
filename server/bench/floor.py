"""The floor: the smallest FastAPI route that does a step's write through bare asyncpg.

Same tables, indexes, checks and foreign keys, same PostgreSQL, same loop, same HTTP parser and number of connections;
no sign-in, no tenancy, no rules, no transaction of its own. Run as `python -m bench.floor URL PORT TREE_FILE`.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated
from uuid import UUID

import asyncpg
import orjson
import uvicorn
from fastapi import FastAPI, Header, HTTPException, Request
from pydantic import BaseModel

from resolutionflow.platform.db import Target, asyncpg_arguments

CONNECTIONS = 20

STEP = """
with walk as (
    update l1_walk_sessions
       set step_count = step_count + 1, event_count = event_count + 1, version = version + 1,
           current_node_id = $4, pending_node_id = $7
     where account_id = $1 and id = $2 and pending_node_id = $4
    returning step_count, event_count, version
)
insert into l1_walk_events (account_id, walk_id, step_no, seq, kind, user_id, walk_version, node_id, option_id, answer,
                            next_node_id, node, idempotency_key)
select $1, $2, step_count, event_count, 'answer', $3, version, $4, $5, $6, $7, $8::jsonb, $9 from walk
returning walk_version
"""


class Answered(BaseModel):
    """An answer to the node that is served."""

    node_id: str
    option_id: str


class Served(BaseModel):
    """The walk's new version and the node to answer next."""

    version: int
    node_id: str


def build(url: str, nodes: dict[str, dict[str, object]]) -> FastAPI:
    """The application, with the tree's nodes in memory."""
    kept = {key: orjson.dumps(node).decode() for key, node in nodes.items()}
    options = {(key, o["id"]): o for key, node in nodes.items() for o in node.get("options", ())}  # type: ignore[attr-defined]

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        arguments = asyncpg_arguments(Target(url))
        async with asyncpg.create_pool(min_size=CONNECTIONS, max_size=CONNECTIONS, **arguments) as pool:
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/walks/{account_id}/{user_id}/{walk_id}/step")
    async def step(
        account_id: UUID,
        user_id: UUID,
        walk_id: UUID,
        payload: Answered,
        request: Request,
        idempotency_key: Annotated[str, Header()],
    ) -> Served:
        option = options[payload.node_id, payload.option_id]
        following = option["next_id"]
        version = await request.app.state.pool.fetchval(
            STEP,
            account_id,
            walk_id,
            user_id,
            payload.node_id,
            payload.option_id,
            option["label"],
            following,
            kept[payload.node_id],
            idempotency_key,
        )
        if version is None:
            raise HTTPException(409)
        return Served(version=version, node_id=following)

    return app


def main() -> None:
    """Serve until told to stop."""
    url, port, tree = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    app = build(url, orjson.loads(tree.read_bytes())["nodes"])
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", log_config=None, access_log=False)


if __name__ == "__main__":
    main()
