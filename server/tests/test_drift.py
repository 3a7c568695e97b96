"""What is made from code and committed is what the code makes now."""

import json
import re
import subprocess
import sys
from pathlib import Path

from resolutionflow.main import openapi_document

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_openapi_document_is_the_one_the_code_makes() -> None:
    committed = json.loads((ROOT / "server" / "openapi.json").read_text("utf-8"))
    assert committed == json.loads(json.dumps(openapi_document())), "Run `make openapi` and commit what it writes"


def test_the_tables_of_the_guides_are_the_ones_the_code_makes() -> None:
    command = [sys.executable, str(ROOT / "tools" / "docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_code_reads_the_environment_but_the_settings() -> None:
    package = ROOT / "server" / "resolutionflow"
    asked = re.compile(r"os\.environ(\[|\.get)|getenv")
    readers = [path for path in package.rglob("*.py") if asked.search(path.read_text("utf-8"))]
    assert not readers, "Add a field to platform/settings.py, so that it is documented"
