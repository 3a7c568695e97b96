"""How much script the browser needs before a first screen, as it travels (gzipped)."""

import gzip
import json
from pathlib import Path
from typing import Any

from bench.figures import Figure, at_most

BUILT = Path(__file__).resolve().parents[3] / "web" / "dist"
SCREENS = {
    "L1 home": ("src/features/walks/home/HomePage.tsx", "src/ui/messages.tsx"),
    "sign-in": ("src/features/access/SignInPage.tsx", "src/ui/messages.tsx"),
}
"""The screens that people see first, with what is loaded for them besides the entry."""

Manifest = dict[str, Any]


def needed(manifest: Manifest, key: str, seen: set[str]) -> set[str]:
    """The manifest's keys that ``key`` cannot run without."""
    if key not in seen:
        seen.add(key)
        for other in manifest[key].get("imports", ()):
            needed(manifest, other, seen)
    return seen


def kilobytes(manifest: Manifest, keys: set[str]) -> float:
    """Gzipped size of the scripts among them."""
    scripts = {manifest[key]["file"] for key in keys if manifest[key]["file"].endswith(".js")}
    return sum(len(gzip.compress((BUILT / script).read_bytes())) for script in scripts) / 1000


def measure() -> list[Figure]:
    """Read the manifest of the built web app."""
    manifest: Manifest = json.loads((BUILT / ".vite" / "manifest.json").read_text("utf-8"))
    entry = next(key for key, chunk in manifest.items() if chunk.get("isEntry"))
    figures = []
    for screen, keys in SCREENS.items():
        found = needed(manifest, entry, set())
        for key in keys:
            needed(manifest, key, found)
        figures.append(Figure(f"script of the {screen}, gzipped", kilobytes(manifest, found), "KB", at_most(200)))
    return [*figures, Figure("all scripts, gzipped", kilobytes(manifest, set(manifest)), "KB")]
