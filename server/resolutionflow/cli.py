"""The ``resolutionflow`` command. Each sub-command imports what it needs when it runs."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from resolutionflow.kit.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from resolutionflow.flows.commands import Line
    from resolutionflow.platform.db import Database

T = TypeVar("T")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Guided troubleshooting for help desks.",
)
accounts = typer.Typer(no_args_is_help=True, help="Accounts of this installation.")
app.add_typer(accounts, name="accounts")
flows = typer.Typer(no_args_is_help=True, help="Flow files: judge them, take them in, write them out.")
app.add_typer(flows, name="flows")
plans = typer.Typer(no_args_is_help=True, help="What accounts may use of models in a period.")
app.add_typer(plans, name="plans")
people = typer.Typer(no_args_is_help=True, help="People of this installation.")
app.add_typer(people, name="people")

AccountName = Annotated[str, typer.Option("--account", help="Name of the account, your company's.")]
OwnerName = Annotated[str, typer.Option("--name", help="Name of the owner.")]
Email = Annotated[str, typer.Option("--email", help="Address under which the owner signs in.")]
PasswordFile = Annotated[
    Path, typer.Option("--password-file", help="File whose first line is the password; - for standard input.")
]
PrintApiKey = Annotated[bool, typer.Option("--print-api-key", help="Make an API key of the owner, the last word.")]
FlowFiles = Annotated[list[Path], typer.Argument(help="Files (.yaml .json .md .mmd .csv .tsv .txt), or folders.")]
ActFor = Annotated[str | None, typer.Option("--as", help="Address of who acts; else the owner of the only account.")]


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
def setup(
    account: AccountName, name: OwnerName, email: Email, password_file: PasswordFile, print_api_key: PrintApiKey = False
) -> None:
    """Make the first account and its owner; refused once there is one."""
    _make_account(account, name, email, password_file, print_api_key=print_api_key, first=True)


@accounts.command("create")
def create_account(
    account: AccountName, name: OwnerName, email: Email, password_file: PasswordFile, print_api_key: PrintApiKey = False
) -> None:
    """Make one more account and its owner."""
    _make_account(account, name, email, password_file, print_api_key=print_api_key, first=False)


@accounts.command("plan")
def plan_of_account(
    account: Annotated[str, typer.Argument(help="Name of the account, or its id.")],
    plan: Annotated[str, typer.Argument(help="Name of the plan.")],
    anchor: Annotated[int | None, typer.Option("--anchor", min=1, max=31, help="Day its period begins.")] = None,
) -> None:
    """Put an account on a plan; what it used in this period stays counted."""
    from resolutionflow.ai import commands

    typer.echo(_in_database(lambda database: commands.put_on_plan(database, account, plan, anchor), as_owner=True))


@plans.command("list")
def list_plans() -> None:
    """List the plans, and how many accounts are on each."""
    from resolutionflow.ai import commands

    for line in _in_database(commands.list_plans):
        typer.echo(line)


@plans.command("set")
def set_plan(
    name: Annotated[str, typer.Argument(help="Name of the plan; a new one needs every limit.")],
    flows: Annotated[int | None, typer.Option("--flows", min=0, max=10_000_000, help="Wizard flows a period.")] = None,
    calls: Annotated[
        int | None, typer.Option("--calls", min=0, max=10_000_000, help="Calls to a model a flow.")
    ] = None,
    walks: Annotated[int | None, typer.Option("--walks", min=0, max=10_000_000, help="AI-led walks a period.")] = None,
    turns: Annotated[int | None, typer.Option("--turns", min=0, max=10_000_000, help="Chat turns a period.")] = None,
    dollars: Annotated[
        float | None, typer.Option("--dollars", min=0, max=10_000_000, help="US dollars a period.")
    ] = None,
) -> None:
    """Change a plan, or make a new one; it holds from now on for every account on it."""
    from resolutionflow.ai import commands

    limits = commands.Limits(flows, calls, walks, turns, dollars)
    typer.echo(_in_database(lambda database: commands.set_plan(database, name, limits), as_owner=True))


@people.command("purge")
def purge_person(
    email: Annotated[str, typer.Argument(help="Address of the person.")],
    account: Annotated[str | None, typer.Option("--account", help="Their account, if several have one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove every trace of a person for good; their walks stay readable, without their name and words."""
    from resolutionflow.privacy import commands

    found = _in_database(lambda database: commands.find(database, email, account), as_owner=True)
    if not yes:
        typer.confirm(f"Remove {found.name} ({email}) of {found.account} for good? This can't be undone.", abort=True)
    _in_database(lambda database: commands.purge(database, found), as_owner=True)
    typer.echo(f"{found.name} is removed. What they did stays, as that of a removed person.")


@flows.command("validate")
def validate_flows(files: FlowFiles) -> None:
    """Judge flow files; nothing is saved and no database is needed."""
    from resolutionflow.flows import commands

    _say(commands.validate(files))


@flows.command("import")
def import_flows(
    files: FlowFiles,
    act_for: ActFor = None,
    publish: Annotated[bool, typer.Option("--publish", help="Publish each flow at once.")] = False,
    replace_drafts: Annotated[bool, typer.Option("--replace-drafts", help="Give up drafts in the way.")] = False,
    preview: Annotated[bool, typer.Option("--preview", "--dry-run", help="Only say what would be made.")] = False,
) -> None:
    """Take flow files into the account: all the good ones, naming each bad one."""
    from resolutionflow.flows import commands

    _say(
        _in_database(
            lambda database: commands.take_in(
                database, files, act_for, publish=publish, replace_drafts=replace_drafts, preview=preview
            )
        )
    )


@flows.command("export")
def export_flows(
    folder: Annotated[Path, typer.Argument(help="Folder to write into; files of the same name are replaced.")],
    act_for: ActFor = None,
    file_format: Annotated[str, typer.Option("--format", help="yaml, json, mermaid or markdown.")] = "yaml",
) -> None:
    """Write every flow that is not archived as a file."""
    from resolutionflow.flows import commands

    chosen = next((name for name in commands.FORMATS if name == file_format), None)
    if chosen is None:
        raise typer.BadParameter(f"{file_format} is none of {', '.join(commands.FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    count = _in_database(
        lambda database: commands.write_out(
            database, act_for, chosen, lambda name, text: (folder / name).write_text(text, "utf-8")
        )
    )
    typer.echo(f"{count} flows written to {folder}.")


@app.command()
def doctor() -> None:
    """Say what is wrong with this installation and how to mend it; exit status 1 when something is."""
    from resolutionflow.platform.doctor import report
    from resolutionflow.platform.settings import settings

    raise typer.Exit(report(settings()))


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


def _say(lines: Iterable[Line]) -> None:
    """Print what a command found; exit status 1 when something of it is bad."""
    bad = False
    for line in lines:
        bad = bad or line.bad
        typer.echo(line.text, err=line.bad)
    if bad:
        raise typer.Exit(1)


def _make_account(
    account: str, name: str, email: str, password_file: Path, *, print_api_key: bool, first: bool
) -> None:
    from resolutionflow.accounts import service

    form = service.account_form(account, name, email, _first_line(password_file))

    async def work(database: Database) -> str | None:
        async with database.transaction() as session:
            _, owner = await service.make_account(session, form, first=first)
            return await service.make_key_for(session, owner, "Command line") if print_api_key else None

    key = _in_database(work)
    typer.echo(f"The account {account} is set up; {email} signs in as its owner.")
    if key:
        typer.echo(f"API key, shown this once: {key}")


def _first_line(file: Path) -> str:
    text = sys.stdin.readline() if str(file) == "-" else file.read_text("utf-8")
    return text.split("\n", 1)[0].rstrip("\r")


def _in_database(work: Callable[[Database], Awaitable[T]], *, as_owner: bool = False) -> T:
    """Run ``work`` on this installation's migrated database; ``as_owner`` under the role that owns the tables."""
    import resolutionflow.registry  # noqa: F401
    from resolutionflow.platform.db import Database
    from resolutionflow.platform.live import send_on
    from resolutionflow.platform.migrate import migrate as bring_up_to_date
    from resolutionflow.platform.settings import settings
    from resolutionflow.platform.targets import open_targets

    async def run(database: Database) -> T:
        try:
            async with send_on(database.target):
                return await work(database)
        finally:
            await database.close()

    with open_targets(settings()) as targets:
        bring_up_to_date(targets.owner)
        return asyncio.run(run(Database(targets.owner if as_owner else targets.run_time, pool_size=2)))


def main() -> None:
    """Run the command; what goes wrong is one line on standard error and exit status 1."""
    logging.basicConfig(level="WARNING", format="%(levelname)s %(name)s: %(message)s")
    import psycopg
    import sqlalchemy.exc
    from pydantic import ValidationError

    from resolutionflow.platform.embedded import EmbeddedError

    try:
        app()
    except Refusal as refusal:
        _fail(refusal.detail)
    except ValidationError as error:
        _fail("; ".join(f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()))
    except (psycopg.OperationalError, sqlalchemy.exc.OperationalError) as error:
        _fail(f"the database can't be reached: {str(getattr(error, 'orig', error)).strip()}")
    except (EmbeddedError, OSError) as error:
        _fail(str(error))


def _fail(words: str) -> None:
    typer.echo(f"resolutionflow: {words}", err=True)
    sys.exit(1)
