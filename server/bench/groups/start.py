"""Starting on an existing data folder, and what the idle server weighs."""

import time

from bench.cpu import own, resident_megabytes
from bench.figures import Figure, at_most, median_of
from bench.product import await_database_end, installation

ROUNDS = 5
IDLE_SECONDS = 3.0


def measure() -> list[Figure]:
    """Start, let it idle, stop it and its PostgreSQL, and again."""
    with installation() as product:
        first = product.start()
        seconds, warm, weights, used = [], [], [], []
        for _ in range(ROUNDS):
            product.stop()
            warm.append(product.start())
            product.stop()
            await_database_end(product)
            seconds.append(product.start())
            used.append(own(product.pid))
            time.sleep(IDLE_SECONDS)
            weights.append(resident_megabytes(product.pid))
    return [
        median_of("start to the first answered request", seconds, "s", at_most(3)),
        median_of("the same with PostgreSQL still running", warm, "s"),
        median_of("CPU of the server until then", used, "s"),
        Figure("the same on an empty data folder", first, "s"),
        median_of("memory of the idle server without a model", weights, "MB", at_most(180)),
    ]
