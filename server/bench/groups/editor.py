"""Large flows in headless Chromium: the picture drawn and panned, the outline editor opened and typed in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.figures import Figure, at_least, at_most, median_of
from bench.product import installation

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path("scripts") / "measure-editor.mjs"
ROUNDS = 5
LONGEST_SECONDS = 600

FIGURES = {
    "picture_ms": ("picture of 2,000 steps: first drawing", "ms", at_most(1_500)),
    "pan_fps": ("picture of 2,000 steps: panning", "frames/s", at_least(50)),
    "pan_all_fps": ("picture of 2,000 steps, all unfolded: panning", "frames/s", at_least(50)),
    "open_big_ms": ("editor: opening 2,000 steps", "ms", None),
    "edit_big_ms": ("editor: one letter at 2,000 steps", "ms", None),
    "unfold_big_ms": ("editor: unfolding 2,000 steps", "ms", None),
    "edit_big_unfolded_ms": ("editor: one letter at 2,000 steps, all unfolded", "ms", None),
    "open_middle_ms": ("editor: opening 300 steps", "ms", None),
    "edit_middle_ms": ("editor: one letter at 300 steps, all unfolded", "ms", None),
}


def node() -> str:
    """The Node beside this Python when it is there, else the one on the PATH."""
    own = Path(sys.executable).with_name("node")
    return str(own) if own.exists() else shutil.which("node") or "node"


def browser() -> str:
    """The Chromium that the end-to-end tests take."""
    finder = [sys.executable, str(ROOT / "tools" / "browser.py")]
    return subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()


def measure() -> list[Figure]:
    """A new installation with two large flows, looked at in a browser."""
    with installation() as product:
        product.start()
        done = subprocess.run(
            [node(), str(SCRIPT), f"http://127.0.0.1:{product.port}", str(ROUNDS)],
            cwd=ROOT / "web",
            env=os.environ | {"CHROMIUM_PATH": browser()},
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"the browser did not measure: {done.stderr[-4000:]}")
    runs = json.loads(done.stdout)
    return [median_of(words, runs[name], unit, target) for name, (words, unit, target) in FIGURES.items()]
