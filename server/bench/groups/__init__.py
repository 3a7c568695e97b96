"""One module a group; each has `measure() -> list[Figure]`."""
