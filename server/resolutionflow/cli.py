"""The ``resolutionflow`` command. Each sub-command imports what it needs when it runs."""

import json
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from resolutionflow.kit.errors import Refusal

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Guided troubleshooting for help desks.")


@app.command()
def serve() -> None:
    """Serve the web app and the API, and run background jobs."""
    from resolutionflow.main import serve as run

    run()


@app.command()
def worker() -> None:
    """Run background jobs only; start as many as you need beside `serve`."""
    from resolutionflow.worker import work_only

    work_only()


@app.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from resolutionflow.platform.migrate import migrate as run
    from resolutionflow.platform.settings import settings
    from resolutionflow.platform.targets import open_targets

    with open_targets(settings()) as targets:
        typer.echo(f"The database is at revision {run(targets.owner)}.")


@app.command()
def openapi(
    output: Annotated[Path | None, typer.Argument(help="File to write; standard output if left out.")] = None,
) -> None:
    """Print the OpenAPI document of the API."""
    from resolutionflow.main import openapi_document

    text = json.dumps(openapi_document(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")


def main() -> None:
    """Run the command; a refusal is one line on standard error and exit status 1."""
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except Refusal as refusal:
        typer.echo(f"resolutionflow: {refusal.detail}", err=True)
        sys.exit(1)
