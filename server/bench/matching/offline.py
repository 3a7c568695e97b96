"""Run as `python -m bench.matching.offline PACK OUT`: the engine's predictions on a pack, for the pack's `score.py`.

Add `--text` for matching without vectors. The figures of record come from the product's HTTP face (`make bench`).
"""

import json
import sys
from pathlib import Path

from bench.matching.pack import Problem, flows, problems
from bench.matching.subjects import entry, problem_vectors
from resolutionflow.flows.matching.engine import Compared, hits
from resolutionflow.flows.matching.library import Library
from resolutionflow.flows.matching.words import plain, stems

LIMIT = 20


def predicted(library: Library, keys: list[str], problem: Problem, *, text_alone: bool) -> dict[str, object]:
    """Return one row of predictions."""
    cosines = None if text_alone else library.cosines(problem_vectors(problem))
    found = Compared(*library.text(stems(plain(problem.text))), cosines)
    ranked = [{"id": keys[hit.place], "score": hit.score} for hit in hits(found, LIMIT)]
    return {"id": problem.id, "ranked": ranked}


def main(pack: Path, out: Path, *, text_alone: bool) -> None:
    """Write the predictions."""
    payloads = flows(pack)
    library = Library([entry(payload) for payload in payloads.values()])
    found = [predicted(library, list(payloads), problem, text_alone=text_alone) for problem in problems(pack)]
    out.write_text("".join(f"{json.dumps(row)}\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), text_alone="--text" in sys.argv)
