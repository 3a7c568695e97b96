"""How much script the browser needs before the first screen, as it travels (gzipped)."""

import gzip
import json
from pathlib import Path
from typing import Any

from bench.figures import Figure, at_most
from resolutionflow import __file__ as package

WEB = Path(package).parent / "web"
FIRST_SCREENS = ("home",)
"""Parts of the source names of lazily loaded screens that somebody who signs in sees first."""

Manifest = dict[str, Any]


def needed(manifest: Manifest, key: str, seen: set[str]) -> set[str]:
    """The manifest's keys that ``key`` cannot run without."""
    if key not in seen:
        seen.add(key)
        for other in manifest[key].get("imports", ()):
            needed(manifest, other, seen)
    return seen


def kilobytes(manifest: Manifest, keys: set[str]) -> float:
    """Gzipped size of the scripts."""
    return sum(len(gzip.compress((WEB / manifest[key]["file"]).read_bytes())) for key in keys) / 1000


def measure() -> list[Figure]:
    """Read the manifest of the built web app."""
    manifest: Manifest = json.loads((WEB / ".vite" / "manifest.json").read_text("utf-8"))
    entry = next(key for key, chunk in manifest.items() if chunk.get("isEntry"))
    first = needed(manifest, entry, set())
    lazy = manifest[entry].get("dynamicImports", ())
    for key in [key for key in lazy if any(part in key.lower() for part in FIRST_SCREENS)]:
        first = needed(manifest, key, first)
    every = {key for key, chunk in manifest.items() if chunk["file"].endswith(".js")}
    return [
        Figure("script of the first screen, gzipped", kilobytes(manifest, first & every), "KB", at_most(200)),
        Figure("all scripts, gzipped", kilobytes(manifest, every), "KB"),
    ]
