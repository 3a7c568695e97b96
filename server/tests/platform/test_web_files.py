"""The built web app's files: what a browser may keep, and what it must ask for anew."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from resolutionflow.platform.web import serve_web_app


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/assets/index-a1b2.js", "public, max-age=31536000, immutable"),
        ("/icon.svg", "public, max-age=3600"),
        # It decides which build is shown without a connection: an old one would keep an old app.
        ("/sw.js", "no-cache"),
    ],
)
async def test_how_long_a_file_may_be_kept(tmp_path: Path, address: str, said: str) -> None:
    file = tmp_path / address.removeprefix("/")
    file.parent.mkdir(exist_ok=True)
    file.write_text("content")
    app = FastAPI()
    serve_web_app(app, tmp_path)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://desk") as client:
        answer = await client.get(address)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, said)
