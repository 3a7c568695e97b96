"""The last line of `make test` is the sum of what every runner says, and silence is a failure."""

import sys

import npm
import pytest
import stages
from stages import Count, Stage


@pytest.mark.parametrize(
    ("output", "count"),
    [
        ("....\n4 passed in 1.20s\n", Count(4, 0)),
        ("=== 1 failed, 3 passed, 2 warnings in 61.20s (0:01:01) ===\n", Count(3, 1)),
        ("1 failed, 3 passed, 2 errors in 0.2s\n", Count(3, 3)),
        ("tests/a.py: 9 passed on\nno tests ran in 0.01s\n", None),
        ("", None),
    ],
)
def test_pytest_is_counted_by_its_last_line(output: str, count: Count | None) -> None:
    assert stages.pytest_count(output) == count


@pytest.mark.parametrize(
    ("output", "count"),
    [
        (" Test Files  2 passed (2)\n      Tests  12 passed (12)\n", Count(12, 0)),
        (" Test Files  1 failed | 1 passed (2)\n      Tests  3 failed | 9 passed (12)\n", Count(9, 3)),
        ("No test files found\n", None),
    ],
)
def test_vitest_is_counted_by_its_line_of_tests(output: str, count: Count | None) -> None:
    assert stages.vitest_count(output) == count


@pytest.mark.parametrize(
    ("output", "count"),
    [
        ("Running 3 tests using 1 worker\n\n  3 passed (12.3s)\n", Count(3, 0)),
        ("  1 failed\n    [chromium] › l1.spec.ts:3:1 › walks\n  1 flaky\n  2 passed (1.2m)\n", Count(2, 2)),
        ("  1 failed\n  4 did not run\n  2 passed (900ms)\n", Count(2, 5)),
        ("Error: no server\n", None),
    ],
)
def test_playwright_is_counted_by_its_closing_lines(output: str, count: Count | None) -> None:
    assert stages.playwright_count(output) == count


@pytest.mark.parametrize(
    ("program", "count"),
    [
        ("print('3 passed in 0.1s')", Count(3, 0)),
        ("print('3 passed in 0.1s'); raise SystemExit(1)", Count(3, 1)),
        ("print('1 failed, 2 passed in 0.1s'); raise SystemExit(1)", Count(2, 1)),
        ("print('nothing was run')", Count(0, 1)),
        ("print('\\x1b[32m3 passed\\x1b[0m in 0.1s')", Count(3, 0)),
    ],
)
def test_a_stage_passes_only_when_its_tests_ran_and_it_ended_well(program: str, count: Count) -> None:
    stage = Stage("trial", "server", (sys.executable, "-c", program), stages.pytest_count)
    assert stages.run(stage) == count


def test_a_stage_without_tests_counts_as_one() -> None:
    assert stages.run(Stage("trial", "server", (sys.executable, "-c", "pass"))) == Count(1, 0)
    assert stages.run(Stage("trial", "server", (sys.executable, "-c", "exit(2)"))) == Count(0, 1)


def test_the_last_line_is_the_sum(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    good = Stage("good", "server", (sys.executable, "-c", "print('3 passed in 0.1s')"), stages.pytest_count)
    bad = Stage("bad", "server", (sys.executable, "-c", "exit(1)"))
    monkeypatch.setattr(stages, "RUNS", {"trial": [[good, bad], [good]]})
    assert stages.main("trial") == 1
    assert capsys.readouterr().out.splitlines()[-1] == "6 passed, 1 failed"


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("v20.19.0", True),
        ("v20.18.1", False),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("", False),
    ],
)
def test_only_a_node_that_can_build_the_web_app_is_used(version: str, good: bool) -> None:
    assert npm.new_enough(version) is good
