"""Run as `python -m bench [GROUP …]`: measure, print the table, write `bench-results/<group>.json`."""

import argparse
import importlib
import sys
import time

from bench.figures import Figure, table, write

GROUPS: dict[str, str] = {
    "step": "answering a step beside the floor, at 1, 16 and 64 clients",
    "step-flat": "a step late in a long walk over one in a short walk",
    "step-tenants": "a step beside a million walks of other accounts over one in an empty database",
    "open": "opening a long walk over opening a short one",
    "match": "matching a problem in an account of 10,000 flows over one of 100",
    "list": "pages of lists with 10,000 rows over with 100",
    "palette": "the command palette and the home with 10,000 flows, tickets and walks",
    "intake": "matching and walking on the measuring pack",
    "replies": "reading what callers say, on the measuring pack",
    "playbook": "what the built-in playbook answers, and how fast",
    "floor": "orders that the safety floor stops, and harmless steps and fixes that it stops wrongly",
    "masking": "secrets masked in texts of tickets that the patterns were not written from",
    "live": "live updates: 200 people who listen, and answering steps beside them",
    "flow-cost": "dollars a built flow, by the bill of a loopback provider",
    "node-cost": "dollars a step made as one walks, by the bill of a loopback provider",
    "node-once": "paid calls after ten reloads of a step made as one walks, with zero wait off and on",
    "start": "starting on an existing data folder; memory of the idle server",
    "editor": "flows of 2,000 steps in a browser: picture and outline editor",
    "web": "script needed for the first screen",
    "kill": "answers lost or doubled by kill -9 of server and database",
    "fuzz": "20,000 cases of bad input over every route",
}
"""Group and what it measures, in the order in which they run; each is a module of `bench.groups`."""


def measured(group: str) -> list[Figure]:
    """Run one group."""
    module = importlib.import_module(f"bench.groups.{group.replace('-', '_')}")
    found: list[Figure] = module.measure()
    return found


def main() -> int:
    """Run the groups asked for (all when none is named); 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    wanted = parser.parse_args().groups or list(GROUPS)
    unknown = set(wanted) - set(GROUPS)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    missed = 0
    for group in wanted:
        began = time.monotonic()
        figures = measured(group)
        write(group, figures)
        print(f"\n{group}: {GROUPS[group]} ({time.monotonic() - began:.0f} s)\n{table(figures)}", flush=True)
        missed += sum(figure.holds is False for figure in figures)
    print(f"\n{missed} targets missed" if missed else "\nall targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
