"""What the playbook answers: everyday tickets, symptoms of articles it was not written for, and how fast."""

from pathlib import Path
from time import perf_counter

import yaml

from bench.figures import Figure, at_least, at_most, percentile
from bench.groups.intake import PACK
from bench.matching.pack import rows as packed
from resolutionflow.ai.playbook.engine import make, problem_of
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.port import Foundation, NextNodeAsked, ScaffoldAsked

EVERYDAY = Path(__file__).parents[2] / "tests" / "ai" / "playbook" / "everyday.yaml"
SAMPLE = 12


def everyday() -> list[Figure]:
    """The held-out list."""
    rows = yaml.safe_load(EVERYDAY.read_text("utf-8"))
    found = [(expected, problem_of(text)) for expected, text in rows]
    named = [(expected, match.problem.id) for expected, match in found if match]
    right = sum(expected == given for expected, given in named)
    return [
        Figure("everyday tickets answered rightly", right, "of 100", at_least(50)),
        Figure("everyday tickets answered wrongly", len(named) - right, "of 100", at_most(5)),
    ]


def articles() -> list[Figure]:
    """Symptoms of specialists' articles: nearly all are outside the library and must get nothing."""
    rows = packed(PACK, "kb_articles")
    taken, spent = [], []
    for row in rows:
        began = perf_counter()
        match = problem_of(row["symptoms"])
        spent.append((perf_counter() - began) * 1000)
        if match:
            taken.append((match, row))
    for match, row in taken[:: max(1, len(taken) // SAMPLE)][:SAMPLE]:
        print(f"  {match.problem.id} ({match.score:.1f}, lead {match.lead:.2f}): {row['title']}")
    print(f"  the other {len(rows) - len(taken)} get “no playbook matches”")
    return [
        Figure("symptoms of support articles", len(rows)),
        Figure("of them answered", 100 * len(taken) / len(rows), "%"),
        Figure("matching one, p50", percentile(spent, 0.5), "ms"),
        Figure("matching one, p95", percentile(spent, 0.95), "ms", at_most(50)),
    ]


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
    problem_of("warm")
    loading = (perf_counter() - began) * 1000
    return [
        Figure("problems in the library", len(library().problems), target=at_least(60)),
        Figure("reading the library when first asked", loading, "ms"),
        *everyday(),
        *articles(),
        *making(),
    ]
