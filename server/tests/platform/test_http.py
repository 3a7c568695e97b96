"""The edge of the application, seen from outside."""

import logging

import pytest
from httpx import AsyncClient

from resolutionflow.main import build_app
from resolutionflow.platform.db import Database
from resolutionflow.platform.log import request_id
from resolutionflow.platform.settings import Settings
from tests.support.declared import Declared
from tests.support.people import client_for


async def test_the_process_says_that_it_is_alive_and_ready(stranger: AsyncClient) -> None:
    assert (await stranger.get("/healthz")).json() == {"status": "alive"}
    assert (await stranger.get("/readyz")).json() == {"status": "ready"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
async def test_an_unknown_address_in_the_api_is_a_problem_and_never_a_page(stranger: AsyncClient, method: str) -> None:
    answer = await stranger.request(method, "/api/v1/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["error"] == "no_such_route"


async def test_a_method_that_a_known_address_does_not_take_is_refused_as_that(stranger: AsyncClient) -> None:
    answer = await stranger.delete("/api/v1/me")
    assert (answer.status_code, answer.json()["error"]) == (405, "method_not_allowed")


async def test_a_stranger_is_told_how_to_sign_a_request(stranger: AsyncClient) -> None:
    answer = await stranger.get("/api/v1/me")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_every_page_carries_a_strict_content_security_policy(stranger: AsyncClient) -> None:
    answer = await stranger.get("/")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert answer.headers["x-frame-options"] == "DENY"


async def test_a_body_over_the_limit_is_refused_before_it_is_read(stranger: AsyncClient) -> None:
    answer = await stranger.post("/api/v1/setup", content=b"x" * 3_000_000)
    assert (answer.status_code, answer.json()["error"]) == (413, "body_too_large")


async def test_a_fault_of_ours_names_its_request_to_the_caller_and_in_the_log(
    settings: Settings, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    app = build_app(settings, database)

    @app.get("/api/broken")
    async def broken() -> None:
        raise ArithmeticError

    app.router.routes.insert(0, app.router.routes.pop())  # before the web app, which takes every address
    seen: list[str | None] = []

    def note(_: logging.LogRecord) -> bool:
        seen.append(request_id.get())
        return True

    caplog.handler.addFilter(note)
    answer = await client_for(Declared(app)).get("/api/broken", headers={"X-Request-Id": "r-1"})
    assert (answer.status_code, answer.json()["error"]) == (500, "server_fault")
    assert answer.headers["x-request-id"] == "r-1"
    assert "r-1" in seen


@pytest.mark.parametrize(
    ("address", "told"), [("https://desk.example.com", "max-age=31536000"), ("http://desk.example.com", None)]
)
async def test_only_an_installation_behind_https_tells_browsers_to_keep_to_it(
    database: Database, address: str, told: str | None
) -> None:
    async with client_for(Declared(build_app(Settings(public_url=address), database))) as client:
        answer = await client.get("/healthz")
    assert answer.headers.get("strict-transport-security") == told
