"""Reads off the harmless steps what the safety floor allows: ``python -m bench.floor_allowed`` after adding steps.

The steps are those of the starter flows, of the playbook, and the harmless ones among the floor's own cases.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from resolutionflow.ai.playbook.drafting import draft
from resolutionflow.ai.playbook.library import library
from resolutionflow.ai.playbook.walking import next_node
from resolutionflow.flows.floor import vocabulary as kept
from resolutionflow.flows.floor.doing import DETERMINERS, doings, sentences, starts, words_of
from resolutionflow.flows.floor.known import SAID_TO, meant
from resolutionflow.flows.service.exports import starter_files

FOLDER = Path(kept.__file__).parent / "allowed"
CASES = Path(__file__).parents[1] / "tests" / "flows" / "floor_cases.yaml"
_END = re.compile(r"\s[>→]\s*([^>→.\n;,:]{1,60})")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
LISTS = ("words", "first", "before", "ends")
Step = list[str]


def main() -> None:
    """Write the list."""
    mined = read_off([*starters(), *playbook(), *cases()])
    text = yaml.safe_dump(mined, width=118, sort_keys=True)
    (FOLDER / "mined.yaml").write_text(f"# Written by bench/floor_allowed.py.\n{text}", "utf-8")


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


def read_off(steps: Iterable[Step]) -> dict[str, Any]:
    """Return the lists of ``mined.yaml``."""
    nothing = dict.fromkeys(LISTS, "")
    known = kept.built(yaml.safe_load((FOLDER / "verbs.yaml").read_text("utf-8")), {**nothing, "done": {}})
    found: dict[str, set[str]] = {name: set() for name in LISTS}
    done: dict[str, set[str]] = {}
    for text in (text for step in steps for text in step):
        found["ends"] |= {" ".join(word.casefold() for word in _WORD.findall(end)) for end in _END.findall(text)}
        before: list[str] = []
        for words in filter(None, map(words_of, sentences(text))):
            _note_words(words, found)
            _note_orders(words, before, known, done)
            before = words
    lists: dict[str, Any] = {name: " ".join(sorted(words)) for name, words in found.items()}
    lists["ends"] = sorted(found["ends"] - {""})
    return {**lists, "done": {verb: " ".join(sorted(words)) for verb, words in done.items() if words}}


def _note_words(words: list[str], found: dict[str, set[str]]) -> None:
    found["words"].update(word for word in words if word[0].isalpha())
    found["first"].add(words[starts(words)])
    found["before"].update(one for one, other in pairwise(words) if other in DETERMINERS)


def _note_orders(words: list[str], before: list[str], known: kept.Vocabulary, done: dict[str, set[str]]) -> None:
    for doing in doings(words, known):
        if doing.verb not in known.seeing or doing.verb in SAID_TO:
            said = done.setdefault(doing.verb, set())
            said.update(doing.named, doing.further, ["it"] if doing.it else [])
            if doing.it and not doing.named:
                said.update(meant([*before, *words[: doing.at]], known))


if __name__ == "__main__":
    main()
