"""Run the checks and tests of both halves: `stages.py check` or `stages.py test`.

Each stage prints one line when it ends, and its whole output when it failed. The last line is the sum over all
stages, `N passed, N failed`; a stage that has no tests of its own counts as one.
"""

import glob
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
PYTHON = (sys.executable,)
NPM = (sys.executable, str(TOOLS / "npm.py"))
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
NOT_TESTED = {"failed", "error", "errors", "flaky", "interrupted", "did not run"}


BESIDE = ("tests", "bench", "evals", "hatch_build.py", "build_model.py", "../tools/*.py")
PURE_TESTS = (
    "tests/test_house_rules.py",
    "tests/kit",
    "tests/*/test_engine*.py",
    "tests/*/test_tree*.py",
    "tests/*/test_validator*.py",
    "tests/*/test_diff*.py",
    "tests/*/test_floor*.py",
)
"""Tests that need no database: the rules of the house, and the pure modules."""


class Count(NamedTuple):
    """How many tests passed and failed."""

    passed: int
    failed: int


def counted(words: str) -> Count | None:
    """Add up closing words such as `2 failed, 10 passed`; None when there are none."""
    found = re.findall(r"(\d+) (passed|failed|errors?|flaky|interrupted|did not run)", words)
    if not found:
        return None
    return Count(
        sum(int(number) for number, word in found if word == "passed"),
        sum(int(number) for number, word in found if word in NOT_TESTED),
    )


def pytest_count(output: str) -> Count | None:
    """Count by pytest's last line."""
    closing = re.findall(r"^=* ?((?:\d+ [a-z]+,? ?)+) in [\d.]+s.*$", output, re.MULTILINE)
    return counted(closing[-1]) if closing else None


def vitest_count(output: str) -> Count | None:
    """Count by vitest's line `Tests`."""
    closing = re.findall(r"^\s*Tests\s+(.*)$", output, re.MULTILINE)
    return counted(closing[-1]) if closing else None


def playwright_count(output: str) -> Count | None:
    """Count by Playwright's closing lines, one for each outcome."""
    outcomes = re.findall(
        r"^\s+(\d+ (?:passed|failed|flaky|interrupted|did not run))(?: \([\d.]+m?s?\w*\))?\s*$", output, re.MULTILINE
    )
    return counted(", ".join(outcomes))


def check_count(_: str) -> Count | None:
    """A check has no tests of its own: it counts as one."""
    return Count(1, 0)


def present(*patterns: str) -> list[str]:
    """Return what the patterns match in the folder server, relative to it."""
    server = ROOT / "server"
    found = (sorted(glob.glob(pattern, root_dir=server)) for pattern in patterns)  # noqa: PTH207 - "../" is wanted
    return [path for paths in found for path in paths]


@dataclass(frozen=True)
class Stage:
    """One command of a run, the folder it runs in, and how its tests are counted."""

    name: str
    folder: str
    command: Sequence[str]
    count: Callable[[str], Count | None] = check_count


FORMAT = Stage("server: format", "server", (*PYTHON, "-m", "ruff", "format", "--check", ".", "../tools"))
LINT = Stage("server: lint", "server", (*PYTHON, "-m", "ruff", "check", ".", "../tools"))
TYPES = Stage("server: types", "server", (*PYTHON, "-m", "mypy", *present("resolutionflow", *BESIDE)))
LAYERS = Stage("server: layers", "server", (str(Path(sys.prefix) / "bin" / "lint-imports"), "--no-logo"))
PURE = Stage("server: pure parts", "server", (*PYTHON, "-m", "pytest", "-q", *present(*PURE_TESTS)), pytest_count)
SERVER = Stage(
    "server: tests", "server", (*PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"), pytest_count
)
WEB_CHECK = Stage("web: check", "web", (*NPM, "run", "check"))
WEB_TESTS = Stage("web: tests", "web", (*NPM, "test"), vitest_count)
E2E = Stage("web: end to end", "web", (*NPM, "run", "e2e"), playwright_count)

RUNS: Mapping[str, Sequence[Sequence[Stage]]] = {
    "check": [[TYPES, WEB_CHECK, FORMAT, LINT, LAYERS, PURE]],
    "test": [[TYPES, WEB_CHECK, WEB_TESTS, FORMAT, LINT, LAYERS], [SERVER], [E2E]],
}
"""For each run its groups: stages of one group run two at a time, groups one after the other."""


def run(stage: Stage) -> Count:
    """Run one stage, print how it went, and return its count."""
    start = time.monotonic()
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "0", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        stage.command,
        cwd=ROOT / stage.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    output = ANSI.sub("", done.stdout)
    took = time.monotonic() - start
    count = stage.count(output)
    if done.returncode == 0 and count and count.passed and not count.failed:
        tests = "" if stage.count is check_count else f"{count.passed} tests, "
        print(f"✓ {stage.name}: {tests}{took:.1f} s", flush=True)
        return count
    print(f"{output}\n✗ {stage.name}: status {done.returncode} after {took:.1f} s", flush=True)
    if count is None or stage.count is check_count:
        return Count(0, 1)
    return Count(count.passed, max(count.failed, 1))


def main(name: str) -> int:
    """Run all stages of the named run and print the sum; 1 when anything failed."""
    start = time.monotonic()
    counts: list[Count] = []
    for group in RUNS[name]:
        print(f"… {', '.join(stage.name for stage in group)}", flush=True)
        with ThreadPoolExecutor(max_workers=2) as pool:
            counts.extend(pool.map(run, group))
    failed = sum(count.failed for count in counts)
    print(f"{name}: {time.monotonic() - start:.1f} s")
    print(f"{sum(count.passed for count in counts)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
