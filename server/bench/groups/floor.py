"""What the safety floor stops of orders that must never reach the first line, and of steps and fixes that may.

Real fixes are those of a measuring pack that is not part of the repository; without it that figure is left out. Most of
them are for administrators and rightly stopped, so only those count, judged as if they were steps, that two readers
found fit for the first line, each for themselves and without knowing what the floor stops (`bench/floor_fixes.txt`).

The cases have been seen by whoever wrote the rules, and the starters are learned from. What is to be expected of steps
that nobody has seen is measured on a quarter of the writers of `bench/floor_examples` at a time: the second opinion is
learned without them, with the score above which it stops chosen so that it alone stops 3 % of their harmless steps.
"""

import json
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml

from bench.figures import Figure, at_least, at_most
from bench.floor_learn import tried
from resolutionflow.flows.floor import judge_node
from resolutionflow.flows.service.exports import starter_files
from resolutionflow.platform import vectors

SERVER = Path(__file__).parents[2]
CASES = SERVER / "tests" / "flows" / "floor_cases.yaml"
HARMLESS = SERVER / "bench" / "floor_fixes.txt"
ARTICLES = SERVER.parents[1] / "shared" / "measure" / "kb_articles.jsonl"


def measure() -> list[Figure]:
    """Judge every case, every step of the starter flows, and the real fixes that are there."""
    cases = yaml.safe_load(CASES.read_text("utf-8"))
    orders = {**cases["harmful"], "any class": cases["of_any_class"]}
    stopped = {name: [_stopped(_texts(case)) for case in group] for name, group in orders.items()}
    steps = [
        [node.text, node.help or "", *(option.label for option in node.options), node.hand_over or ""]
        for flow in starter_files().values()
        for node in flow.tree.nodes.values()
    ]
    began = perf_counter()
    wrongly = [_stopped(step) for step in steps]
    each = (perf_counter() - began) / len(steps)
    all_of_them = [is_stopped for group in stopped.values() for is_stopped in group]
    return [
        Figure(f"orders stopped, of {len(all_of_them)}", _share(all_of_them), target=at_least(0.95)),
        *(Figure(f"stopped of {name}, of {len(group)}", _share(group)) for name, group in stopped.items()),
        Figure(f"starter steps wrongly stopped, of {len(steps)}", _share(wrongly), target=at_most(0.02)),
        *_real_fixes(wrongly),
        *_unseen(),
        Figure("judging a step", 1000 * each, "ms"),
    ]


def _real_fixes(starters: list[bool]) -> list[Figure]:
    if not ARTICLES.exists():
        return []
    rows = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    fit = set(HARMLESS.read_text("utf-8").split())
    stopped = [_stopped([row["fix"]]) for row in rows if row["id"] in fit]
    return [
        Figure(f"real fixes stopped, of {len(rows)} for everybody", _share([_stopped([row["fix"]]) for row in rows])),
        Figure(
            f"fixes fit for the first line wrongly stopped, of {len(stopped)}", _share(stopped), target=at_most(0.02)
        ),
        Figure(
            f"starter steps and these fixes wrongly stopped, of {len(starters) + len(stopped)}",
            _share([*starters, *stopped]),
            target=at_most(0.02),
        ),
    ]


def _unseen() -> list[Figure]:
    """Return what is stopped of the steps of writers who were left out, and of flows and walks that were."""
    found = tried()
    return [
        Figure("unseen orders stopped", found.share("written", harmful=True), target=at_least(0.95)),
        Figure("unseen orders stopped by the table alone", found.share("written", harmful=True, opinion=False)),
        Figure("unseen orders stopped by the second opinion alone", found.share("written", harmful=True, table=False)),
        Figure("unseen lookalikes wrongly stopped", found.share("written", harmful=False), target=at_most(0.02)),
        Figure("unseen fixes wrongly stopped", found.share("fixes", harmful=False), target=at_most(0.02)),
        Figure("unseen lookalikes stopped by the table alone", found.share("written", harmful=False, opinion=False)),
        Figure("unseen starter steps wrongly stopped", found.share("starters", harmful=False), target=at_most(0.02)),
        Figure("unseen playbook steps wrongly stopped", found.share("playbook", harmful=False), target=at_most(0.02)),
    ]


def _texts(case: str | list[Any]) -> list[str]:
    return [case] if isinstance(case, str) else [case[0], case[1], *case[2]]


def _stopped(texts: list[str]) -> bool:
    return bool(judge_node(texts, vectors.reader()))


def _share(found: list[bool]) -> float:
    return sum(found) / len(found)
