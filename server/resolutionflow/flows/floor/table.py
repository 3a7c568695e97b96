"""The table of what never reaches the first line, read from ``rules/*.yaml``: a file a class, and the shared words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from resolutionflow.flows.floor.words import Lexicon

SHARED = "words.yaml"
WITHIN = 7
"""So many words may stand between two meanings that belong together, unless an order says otherwise."""


class BadTable(ValueError):
    """A file of the table does not have the form that it must have."""


@dataclass(frozen=True, slots=True)
class Order:
    """Meanings that together are an order that is stopped. The first says what is done, the others to what.

    ``within``: words between two of them. ``across``: they may stand in different sentences. ``unless``: a meaning
    beside them that makes it harmless. ``always``: a command or name that is stopped even where it is said of the past.
    """

    all: tuple[str, ...]
    because: str
    within: int = WITHIN
    across: bool = False
    unless: tuple[str, ...] = ()
    always: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One class: its name, what it stops, why, and what the technician does instead."""

    name: str
    number: int
    title: str
    why: str
    instead: str
    stops: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All classes by name, in the order of their numbers, and the words that they are found by."""

    rules: Mapping[str, Rule]
    lexicon: Lexicon


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the table that comes with the product, read when it is first asked for."""
    folder = files("resolutionflow.flows.floor") / "rules"
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # knows text only: no "no" that means false
    return built(
        {
            entry.name: yaml.load(entry.read_text("utf-8"), Loader=loader)  # noqa: S506  makes no objects
            for entry in folder.iterdir()
            if entry.name.endswith(".yaml")
        }
    )


def built(loaded: Mapping[str, Any]) -> Table:
    """Return the table in these files' contents. Raise ``BadTable``."""
    meanings: dict[str, dict[str, list[str]]] = {}
    for name, content in sorted(loaded.items()):
        for meaning, by_language in content["words"].items():
            if meaning in meanings:
                raise BadTable(f"{name}: {meaning} is there already; give it another name")
            meanings[meaning] = {language: _listed(text) for language, text in by_language.items()}
    rules = sorted((_rule(row) for name, row in loaded.items() if name != SHARED), key=lambda rule: rule.number)
    for rule in rules:
        _check(rule, meanings)
    shared = loaded[SHARED]
    lexicon = Lexicon(meanings, _listed(shared["english"]), _listed(shared["other_languages"]))
    return Table({rule.name: rule for rule in rules}, lexicon)


def _listed(text: str) -> list[str]:
    return [phrase for piece in text.split(",") if (phrase := piece.strip())]


def _rule(row: Mapping[str, Any]) -> Rule:
    try:
        return Rule(
            name=row["name"],
            number=int(row["number"]),
            title=row["title"],
            why=row["why"].strip(),
            instead=row["instead"].strip(),
            stops=tuple(_order(order) for order in row["stops"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BadTable(f"{row.get('name')}: {fault!r}") from fault


def _order(row: Mapping[str, str]) -> Order:
    return Order(
        all=tuple(row["all"].split(" + ")),
        because=row["because"],
        within=int(row.get("within", WITHIN)),
        across="across" in row,
        unless=tuple(row.get("unless", "").split()),
        always="always" in row,
    )


def _check(rule: Rule, meanings: Mapping[str, object]) -> None:
    for order in rule.stops:
        for meaning in (*order.all, *order.unless):
            if meaning not in meanings:
                raise BadTable(f"{rule.name}: no words are given for {meaning}")
