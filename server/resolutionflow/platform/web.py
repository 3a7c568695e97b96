"""Serving the built web app: hashed files for a year, its one page never cached, its routes by path."""

from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, HTMLResponse, Response

from resolutionflow.platform.http import EVERY_PATH, NoSuchRoute

FOLDER = Path(__file__).resolve().parent.parent / "web"
NONCE = "__CSP_NONCE__"
_YEAR = "public, max-age=31536000, immutable"
_CACHE = {"sw.js": "no-cache"}
"""The worker that keeps the app's files for when there is no connection: an update must be seen at once."""
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_NOT_BUILT = (
    "<!doctype html><title>ResolutionFlow</title><p>The web app is not built. "
    "Run <code>make run</code>, or install a released wheel.</p>"
)


def serve_web_app(app: FastAPI, folder: Path = FOLDER) -> None:
    """Answer every path outside ``/api`` from ``folder``; call this after all other routes are in."""
    root = folder.resolve()

    @app.get(EVERY_PATH, include_in_schema=False)
    async def page(path: str, request: Request) -> Response:
        if path == "api" or path.startswith("api/"):
            raise NoSuchRoute
        wanted = (root / path).resolve() if "\x00" not in path else root
        if path and wanted.is_relative_to(root) and wanted.is_file() and wanted.name != "index.html":
            return _file(wanted, request)
        if path.startswith("assets/"):
            raise NoSuchRoute
        return _index(root / "index.html", request)


def _file(path: Path, request: Request) -> Response:
    cache = _YEAR if path.parent.name == "assets" else _CACHE.get(path.name, "public, max-age=3600")
    headers = {"cache-control": cache, "vary": "accept-encoding"}
    accepted = request.headers.get("accept-encoding", "")
    for name, ending in _ENCODINGS:
        packed = path.with_name(path.name + ending)
        if name in accepted and packed.is_file():
            return FileResponse(packed, headers={**headers, "content-encoding": name}, media_type=_type(path))
    return FileResponse(path, headers=headers, media_type=_type(path))


def _type(path: Path) -> str | None:
    return {".js": "text/javascript", ".css": "text/css", ".webmanifest": "application/manifest+json"}.get(path.suffix)


def _index(path: Path, request: Request) -> Response:
    html = path.read_text("utf-8") if path.is_file() else _NOT_BUILT
    return HTMLResponse(html.replace(NONCE, request.state.nonce), headers={"cache-control": "no-store"})
