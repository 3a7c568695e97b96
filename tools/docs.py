"""Write the tables of the guides that are made from code: `docs.py`, or `docs.py --check` to compare only.

A guide marks the place with the lines `<!-- table: settings -->` and `<!-- end of table -->`.
"""

import re
import sys
from pathlib import Path

from resolutionflow.accounts.roles import permissions_table
from resolutionflow.platform.settings_table import settings_table

DOCS = Path(__file__).resolve().parent.parent / "docs"
TABLES = {"permissions": permissions_table, "settings": settings_table}
PLACE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def renewed(text: str) -> str:
    """Return the guide's text with its tables made anew."""
    return PLACE.sub(lambda place: f"{place[1]}{TABLES[place[2]]()}{place[3]}", text)


def main(*, check: bool) -> int:
    """Renew the guides and return 0; with `check` write nothing, and return 1 when one is out of date."""
    texts = {path: path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
    stale = [path for path, text in texts.items() if renewed(text) != text]
    missing = TABLES.keys() - {place[1] for text in texts.values() for place in PLACE.findall(text)}
    if missing:
        print(f"No guide has a place for the table of {', '.join(sorted(missing))}")
    for path in stale:
        print(f"{path.relative_to(DOCS.parent)} is out of date: run `make docs`" if check else f"wrote {path.name}")
        if not check:
            path.write_text(renewed(texts[path]), "utf-8")
    return int(bool(missing) or (check and bool(stale)))


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
