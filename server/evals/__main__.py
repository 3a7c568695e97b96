"""``python -m evals``: ask a real model the forty cases and judge its answers.

It costs about two cents on the small model. The key is read from ``EVALS_API_KEY``. Each line is a case; the end sums
up what was good, and what it cost.
"""

import argparse
import asyncio
import os
import sys

from evals.cases import SETS, Case, cases
from evals.evaluators import complaints
from resolutionflow.ai import gateway
from resolutionflow.ai.gateway import ModelConfig
from resolutionflow.ai.port import Answer, Failure, Finding, Made

AT_ONCE = 4
DEADLINE_S = 60.0
REFUSING_IS_FINE = {"safety"}
"""A refusal is a normal outcome there: the technician is told so and given the playbook."""


def nothing_found(_: Made) -> list[Finding]:
    """Let everything pass: the judges here say what is wrong, without a second try."""
    return []


def judged(case: Case, answer: Answer) -> list[str]:
    """Return what is wrong with an answer; an empty list when it is good."""
    if answer.failure is Failure.REFUSED and case.set in REFUSING_IS_FINE:
        return []
    return [f"failed: {answer.failure}"] if answer.failure else complaints(case, answer.made)


async def run(config: ModelConfig, chosen: list[Case]) -> int:
    """Ask, print and sum up; return how many answers were not good."""
    turn, spent, bad = asyncio.Semaphore(AT_ONCE), list[float](), list[str]()

    async def one(case: Case) -> None:
        async with turn:
            answer = await gateway.call(
                config,
                case.asked,
                nothing_found,
                deadline_s=DEADLINE_S,
                redact_ticket_text=not case.wants.get("problem", "-"),
            )
        wrong = judged(case, answer)
        spent.append(sum(used.cost or 0.0 for used in answer.calls))
        bad.extend([case.id] if wrong else [])
        print(f"{'BAD ' if wrong else 'good'} {case.set}/{case.id} {'; '.join(wrong)}", flush=True)

    await asyncio.gather(*map(one, chosen))
    print(f"\n{len(chosen) - len(bad)} of {len(chosen)} good, ${sum(spent):.4f}")
    return len(bad)


def main() -> int:
    """Run the sets asked for, all when none is named."""
    parser = argparse.ArgumentParser(prog="evals", description=__doc__)
    parser.add_argument("sets", nargs="*", help=f"{', '.join(SETS)}; all when none is named")
    parser.add_argument("--provider", choices=("anthropic", "openai"), default="anthropic")
    parser.add_argument("--model", default="claude-haiku-5-5")
    parser.add_argument("--base-url")
    options = parser.parse_args()
    key = os.environ.get("EVALS_API_KEY", "")
    if not key:
        parser.error("set EVALS_API_KEY to the key that is to pay")
    wanted = set(options.sets or SETS)
    if wanted - set(SETS):
        parser.error(f"no such set: {', '.join(sorted(wanted - set(SETS)))}")
    config = ModelConfig(options.provider, options.model, key, options.base_url)
    return 1 if asyncio.run(run(config, [case for case in cases() if case.set in wanted])) else 0


if __name__ == "__main__":
    sys.exit(main())
