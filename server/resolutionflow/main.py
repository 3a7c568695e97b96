"""The web server's composition root: one application out of all domains."""

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import uvicorn
from fastapi import FastAPI
from fastapi.routing import APIRoute

import resolutionflow
import resolutionflow.registry
from resolutionflow.accounts.routes import routers as accounts
from resolutionflow.ai.routes import routers as ai
from resolutionflow.builder.routes import routers as builder
from resolutionflow.builder.service.runs import end_runs
from resolutionflow.desk.routes import routers as desk
from resolutionflow.flows.routes import routers as flows
from resolutionflow.notifications.routes import routers as notifications
from resolutionflow.platform import live
from resolutionflow.platform.crypto import new_token
from resolutionflow.platform.db import Database, Target, psycopg_conninfo
from resolutionflow.platform.health import router as health
from resolutionflow.platform.http import speak_problems
from resolutionflow.platform.log import log_to_stderr
from resolutionflow.platform.middleware import MEGABYTE, LimitBody, Surround
from resolutionflow.platform.migrate import migrate
from resolutionflow.platform.settings import Settings, settings
from resolutionflow.platform.targets import check_role, open_targets
from resolutionflow.platform.web import serve_web_app
from resolutionflow.tickets.routes import routers as tickets
from resolutionflow.walks.ai_build.making import end_makings
from resolutionflow.walks.routes import routers as walks
from resolutionflow.worker import work

log = logging.getLogger(__name__)

API = "/api/v1"
ROUTERS = (*walks, *desk, *accounts, *flows, *tickets, *notifications, *ai, *builder)
"""Routers in the order in which they are tried; that of the step comes first (docs/decisions/0006)."""

BODY_LIMIT = 2 * MEGABYTE
LARGER_BODIES = {f"{API}/flows/import": 64 * MEGABYTE, f"{API}/l1/sessions/*/attachments": 10 * MEGABYTE}
DRAIN_SECONDS = 10
KEEP_ALIVE_SECONDS = 75
"""How long a connection may idle: longer than a proxy or client keeps one (nginx: 60), so that no request meets a door
being shut."""
DID_NOT_START = 3


def build_app(
    settings: Settings, database: Database, *, worker_target: Target | None = None, setup_token: str | None = None
) -> FastAPI:
    """Return the whole application on ``database``; with ``worker_target`` it also runs background jobs.

    ``setup_token`` is what first-run set-up asks callers for who are not on this machine.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        beside = [asyncio.create_task(live.relay(database.target))]
        if worker_target:
            beside.append(asyncio.create_task(work(database, worker_target)))
        live.hub.open()
        yield
        live.hub.close()
        await end_runs()
        await end_makings()
        for task in beside:
            task.cancel()
        await asyncio.wait(beside)
        await database.close()

    app = FastAPI(
        title="ResolutionFlow",
        version=resolutionflow.__version__,
        description="Guided troubleshooting for the help desks of managed service providers.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
    )
    app.state.settings = settings
    app.state.database = database
    app.state.setup_token = setup_token
    speak_problems(app)
    app.include_router(health)
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    serve_web_app(app)
    app.add_middleware(LimitBody, limit=BODY_LIMIT, larger=LARGER_BODIES)
    app.add_middleware(Surround, encrypted=(settings.public_url or "").startswith("https://"))
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document of the API, made without a database."""
    return build_app(Settings(), Database(Target("postgresql://nobody@/none?host=/nowhere"))).openapi()


def serve() -> None:
    """Serve until told to stop (SIGTERM drains running requests for up to ``DRAIN_SECONDS``)."""
    current = settings()
    log_to_stderr(current.log_format, current.log_level)
    with open_targets(current) as targets:
        migrate(targets.owner)
        check_role(targets.run_time)
        database = Database(targets.run_time, pool_size=current.pool_size)
        token = new_token()
        app = build_app(
            current, database, worker_target=targets.run_time if current.worker else None, setup_token=token
        )
        _say_where(current, token if _awaits_owner(targets.run_time) else None)
        config = uvicorn.Config(
            app,
            host=current.host,
            port=current.port,
            loop="uvloop",
            http="httptools",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(current.proxies),
            forwarded_allow_ips=list(current.proxies),
            timeout_graceful_shutdown=DRAIN_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
        server = Serving(config)
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
        if not server.started:
            sys.exit(DID_NOT_START)


class Serving(uvicorn.Server):
    """The web server; live updates end when it is told to end, so that it waits for requests alone."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the live updates, then drain."""
        live.hub.close()
        await super().shutdown(sockets)


def _awaits_owner(target: Target) -> bool:
    with psycopg.connect(psycopg_conninfo(target)) as connection:
        return connection.execute("select not exists (select from accounts)").fetchone() == (True,)


def _say_where(current: Settings, token: str | None) -> None:
    host = f"[{current.host}]" if ":" in current.host else current.host
    log.warning("ResolutionFlow serves on %s", current.public_url or f"http://{host}:{current.port}")
    # also where only this machine can reach us: a proxy may stand before us without being named in the settings
    if token is not None:
        log.warning("first-run set-up from another machine asks for this token: %s", token)
