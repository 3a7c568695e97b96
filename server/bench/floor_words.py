"""Reads off the harmless steps which words they use: ``python -m bench.floor_words`` after adding steps to them."""

import re
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill, indent

import yaml

from resolutionflow.ai.playbook.drafting import draft
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.walking import next_node
from resolutionflow.flows.floor import vocabulary
from resolutionflow.flows.service.exports import starter_files

FILE = Path(vocabulary.__file__).parent / "english_words.yaml"
CASES = Path(__file__).parents[1] / "tests" / "flows" / "floor_cases.yaml"
HEAD = "# Words of the trade that are plain English too. `mined` is written by bench/floor_words.py."
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’-][A-Za-z0-9]+)*")
Step = list[str]


def main() -> None:
    """Write the list."""
    texts = (text for step in (*starters(), *playbook(), *cases()) for text in step)
    mined = {word.casefold().replace("’", "'") for text in texts for word in WORD.findall(text)}
    written = yaml.safe_load(FILE.read_text("utf-8"))["written"].split()
    FILE.write_text(f"{HEAD}\nwritten: >-\n{_lines(set(written) - mined)}\nmined: >-\n{_lines(mined)}\n", "utf-8")


def _lines(words: Iterable[str]) -> str:
    return indent(fill(" ".join(sorted(words)), 114, break_on_hyphens=False, break_long_words=False), "  ")


def starters() -> list[Step]:
    """Return the steps of the starter flows."""
    return [
        [node.text, node.help or "", *(option.label for option in node.options), node.hand_over or ""]
        for flow in starter_files().values()
        for node in flow.tree.nodes.values()
    ]


def playbook() -> list[Step]:
    """Return the steps of the playbook, with how its walks begin and end."""
    steps = []
    for problem in library().problems:
        drafts = [node for branch in problem.branches for node in draft(problem, branch).nodes]
        steps += [[node.text, node.help, *(option.label for option in node.options)] for node in drafts]
        walks = [next_node(problem, problem.branches, [], must_end=must_end) for must_end in (False, True)]
        steps += [[node.text, node.help, *node.answers] for node in walks]
    return steps


def cases() -> list[Step]:
    """Return the harmless ones among the floor's cases."""
    told = yaml.safe_load(CASES.read_text("utf-8"))["harmless"]
    return [[case] if isinstance(case, str) else [case[0], case[1], *case[2]] for case in told]


if __name__ == "__main__":
    main()
