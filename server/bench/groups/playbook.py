"""What the playbook answers: everyday tickets, symptoms of articles it was not written for, and how fast."""

import os
from collections import Counter
from pathlib import Path
from time import perf_counter

import yaml

from bench.figures import Figure, at_least, at_most, percentile
from bench.groups.intake import PACK
from bench.matching.pack import rows as packed
from bench.tickets import counts, judged, left_out, tickets
from resolutionflow.ai.playbook.choosing import nothing_known
from resolutionflow.ai.playbook.engine import make, problem_of
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.meaning import alike
from resolutionflow.ai.port import Foundation, NextNodeAsked, ScaffoldAsked

LISTS = Path(__file__).parents[2] / "tests" / "ai" / "playbook"
COMMITTED = {"everyday.yaml": "everyday tickets", "everyday_calls.yaml": "tickets as callers word them"}
HELD_OUT = Path(__file__).parents[1] / "everyday_held_out.yaml"
ELSEWHERE = "PLAYBOOK_LIST"
"""Names the variable that may hold the path of one more list, such as one that is kept away from the library."""
JUDGED = Path(__file__).parents[1] / "playbook_judged.yaml"
STEP = 5
VERDICTS = ("right", "near", "wrong")


def everyday() -> list[Figure]:
    """The committed lists and, if one is named, another; with meanings and by words alone."""
    files = {LISTS / name: title for name, title in COMMITTED.items()} | {HELD_OUT: "tickets held out"}
    if os.environ.get(ELSEWHERE):
        files[Path(os.environ[ELSEWHERE])] = "tickets of the list named"
    return [figure for file, title in files.items() for figure in _of_list(file, title)]


def _of_list(file: Path, title: str) -> list[Figure]:
    found = []
    listed = list(tickets(file))
    for way, knows in (("", alike), (", by words alone", nothing_known)):
        rows = judged(listed, knows)
        print(f"  {title}{way}: {counts(rows)}")
        wrong = [row for row in rows if row.wrong]
        for row in wrong:
            print(f"    {row.verdict} {row.given}: {' '.join(row.ticket.text.split())[:100]}")
        found.append(Figure(f"{title}{way}: right", sum(row.right for row in rows), "of 100", at_least(50)))
        found.append(Figure(f"{title}{way}: wrong", len(wrong), "of 100", at_most(5)))
    return found


def unwritten() -> list[Figure]:
    """What people say of a problem, each as if nobody had written it down: what new wordings will meet with."""
    rows = left_out(STEP)
    right, wrong = sum(row.right for row in rows), sum(row.wrong for row in rows)
    return [
        Figure("wordings left out", len(rows)),
        Figure("of them answered rightly all the same", 100 * right / len(rows), "%", at_least(50)),
        Figure("of them answered wrongly", 100 * wrong / len(rows), "%", at_most(10)),
    ]


def articles() -> list[Figure]:
    """Symptoms of specialists' articles: nearly all are outside the library and must get nothing."""
    rows = packed(PACK, "kb_articles")
    taken, spent = [], []
    for row in rows:
        began = perf_counter()
        match = problem_of(row["symptoms"], alike)
        spent.append((perf_counter() - began) * 1000)
        if match:
            taken.append((match.problem.id, row))
    verdicts = yaml.safe_load(JUDGED.read_text("utf-8"))
    given = Counter(_verdict(verdicts, problem, row) for problem, row in taken)
    print(f"  the other {len(rows) - len(taken)} symptoms get “no playbook matches”")
    known = sum(given[verdict] for verdict in VERDICTS)
    return [
        Figure("symptoms of support articles", len(rows)),
        Figure("of them answered", 100 * len(taken) / len(rows), "%"),
        Figure("answers judged by the article's title", known),
        *(Figure(f"  {verdict}", 100 * given[verdict] / max(1, known), "%") for verdict in VERDICTS),
        Figure("matching one, p50", percentile(spent, 0.5), "ms"),
        Figure("matching one, p95", percentile(spent, 0.95), "ms", at_most(50)),
    ]


def _verdict(verdicts: dict[str, dict[str, str]], problem: str, row: dict[str, str]) -> str:
    """Return how a person judged this answer, and print it."""
    verdict = verdicts.get(row["id"], {}).get(problem, "not judged")
    if verdict in VERDICTS:
        print(f"  {verdict:5} {problem}: {row['title']}")
    return verdict


def making() -> list[Figure]:
    """Time of whole answers, for every problem by its name."""
    spent = []
    for problem in library().problems:
        for asked in (ScaffoldAsked(Foundation(problem.name)), NextNodeAsked(problem.name, problem.category)):
            began = perf_counter()
            assert make(asked) is not None, problem.id
            spent.append((perf_counter() - began) * 1000)
    return [Figure("making one scaffold or step, p95", percentile(spent, 0.95), "ms", at_most(20))]


def measure() -> list[Figure]:
    """Everything, in this process."""
    began = perf_counter()
    problem_of("warm", alike)
    loading = (perf_counter() - began) * 1000
    return [
        Figure("problems in the library", len(library().problems), target=at_least(60)),
        Figure("reading library, model and vectors when first asked", loading, "ms"),
        *everyday(),
        *unwritten(),
        *articles(),
        *making(),
    ]
