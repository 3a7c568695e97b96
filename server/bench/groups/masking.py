"""How many secrets the masking takes out of tickets' texts, on cases that its patterns were not written from."""

from collections import defaultdict
from pathlib import Path

import yaml

from bench.figures import Figure
from resolutionflow.kit.redact import redacted

CASES = Path(__file__).parents[1] / "masking" / "held_out.yaml"
END = 4
"""So many last characters of a secret tell that it was masked only in part."""


def measure() -> list[Figure]:
    """Mask every text once."""
    masked: dict[str, list[bool]] = defaultdict(list)
    wholly: list[bool] = []
    changed: list[bool] = []
    for case in yaml.safe_load(CASES.read_text("utf-8")):
        left = redacted(case["text"])
        if not case["secrets"]:
            changed.append(left != case["text"])
        for secret in case["secrets"]:
            masked[case["kind"]].append(secret not in left)
            wholly.append(secret[-END:] not in left)
    found = [gone for kind in masked.values() for gone in kind]
    return [
        Figure(f"secrets masked, of {len(found)}", sum(found) / len(found)),
        Figure(f"secrets masked to their last {END} characters", sum(wholly) / len(wholly)),
        *(Figure(f"masked of {kind}, of {len(gone)}", sum(gone) / len(gone)) for kind, gone in masked.items()),
        Figure(f"harmless texts changed, of {len(changed)}", sum(changed) / len(changed)),
    ]
