"""What ``resolutionflow flows …`` does: judge, take in and write out flows as files from the command line."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import Account, SignInName, User
from resolutionflow.accounts.service import actor_of
from resolutionflow.flows import service
from resolutionflow.flows.findings import Finding
from resolutionflow.flows.flow_file import FlowFileError, decoded, judge, parsed, parts
from resolutionflow.flows.import_schemas import ImportFile, ImportItem, ImportNew, ImportOutcome, ImportQuery
from resolutionflow.flows.importers import ENDINGS as FILE_ENDINGS
from resolutionflow.flows.importers import Kind, NotReadable, kind_of, read
from resolutionflow.flows.models import ARCHIVED, Flow
from resolutionflow.flows.queries.imports import batch_of
from resolutionflow.flows.schemas import ExportFormat
from resolutionflow.flows.service.exports import ENDINGS
from resolutionflow.flows.service.imports import work_on
from resolutionflow.kit.errors import Refusal
from resolutionflow.kit.paging import MAX_LIMIT
from resolutionflow.kit.text import casefold_email
from resolutionflow.platform.db import Database, enter_account

FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


class NobodyToActFor(Refusal):
    """Say with --as under whose address to work: there is no account, or there are several."""


class NoFlowFiles(Refusal):
    """There is no file there that may hold flows: .yaml, .json, .md, .mmd, .csv, .tsv or .txt."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a command says; ``bad`` ones make it fail."""

    text: str
    bad: bool = False


def flow_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and those inside folders that are named; raise ``NoFlowFiles``."""
    found = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    kept = [file for file in found if file.is_file() and file.suffix.lower().removeprefix(".") in FILE_ENDINGS]
    if not kept:
        raise NoFlowFiles
    return kept


def validate(paths: Iterable[Path]) -> Iterator[Line]:
    """Judge every flow of these files, without a database."""
    for file in flow_files(paths):
        try:
            text = decoded(file.read_bytes())
            kind = kind_of(file.name, text)
            yield from _of_flow_file(file, text) if kind == "flow_file" else _of_document(file, kind, text)
        except (FlowFileError, NotReadable) as error:
            yield Line(f"{file}: {error}", bad=True)


def _of_flow_file(file: Path, text: str) -> Iterator[Line]:
    for part in parts(text):
        judged = judge(parsed(part))
        yield from _judged(f"{file}:{part.first_line}", judged.title, judged.findings, judged.flow is not None)


def _of_document(file: Path, kind: Kind, text: str) -> Iterator[Line]:
    for made in read(kind, text, file.name):
        usable = made.flow is not None
        yield from _judged(f"{file}:{made.first_line}", made.title, made.findings, usable, made.problem)


def _judged(
    place: str, title: str | None, findings: Iterable[Finding], usable: bool, problem: str | None = None
) -> Iterator[Line]:
    said = "ok" if usable else f"not usable{f': {problem}' if problem else ''}"
    yield Line(f"{place}: {title or 'no title'}: {said}", not usable)
    yield from (_finding(finding) for finding in findings)


def _finding(finding: Finding) -> Line:
    return Line(f"  {finding.severity}: {finding.message}")


async def take_in(
    database: Database, paths: Iterable[Path], email: str | None, *, publish: bool, replace_drafts: bool, preview: bool
) -> list[Line]:
    """Import these files as the person of ``email`` (else the owner of the only account)."""
    unreadable: list[Line] = []
    files: list[ImportFile] = []
    for path in flow_files(paths):
        try:
            files.append(ImportFile(name=str(path)[-250:], content=decoded(path.read_bytes())))
        except FlowFileError as error:
            unreadable.append(Line(f"{path}: {error}", bad=True))
    if not files:
        return unreadable
    payload = ImportNew(files=files, publish=publish, replace_drafts=replace_drafts)
    async with database.transaction() as session:
        actor = await _actor(session, email)
        state = await service.start_import(session, actor, payload, preview=preview)
    more = state.status == "running"
    while more:
        async with database.transaction(actor.account_id) as session:
            batch = await batch_of(session, actor.account_id, state.id, lock=True)
            more = batch is not None and await work_on(session, actor, batch)
    return unreadable + await _told(database, actor, state.id)


async def _told(database: Database, actor: Actor, import_id: UUID) -> list[Line]:
    lines: list[Line] = []
    after: str | None = None
    while True:
        async with database.transaction(actor.account_id) as session:
            query = ImportQuery(after=after, limit=MAX_LIMIT)
            state = await service.read_import(session, actor, import_id, query)
        lines += [line for item in state.items for line in _lines(item, state.preview)]
        after = state.next
        if after is None:
            break
    outcomes = {name: getattr(state, name) for name in get_args(ImportOutcome)}
    said = ", ".join(f"{count} {name}" for name, count in outcomes.items() if count)
    return [*lines, Line(f"{'Preview: ' if state.preview else ''}{said}")]


WOULD = {"made": "new", "updated": "changes a flow", "unchanged": "the same already", "refused": "refused"}


def _lines(item: ImportItem, preview: bool) -> Iterator[Line]:
    """Tell of one flow what is wrong with it; in a preview also what would become of it, and its remarks."""
    name = f"{item.name}:{item.first_line}: {item.title or 'no title'}"
    refused = item.outcome == "refused"
    if item.problem or refused:
        yield Line(f"{name}: {item.problem}", bad=refused)
    elif preview and item.outcome:
        yield Line(f"{name}: {WOULD[item.outcome]}, {item.format.replace('_', ' ')}, {item.node_count} steps")
    if preview:
        yield from (_finding(finding) for finding in item.findings)


async def write_out(
    database: Database, email: str | None, file_format: ExportFormat, keep: Callable[[str, str], object]
) -> int:
    """Hand every flow that is not archived to ``keep`` as a file (its name, its text); return their number."""
    async with database.transaction() as session:
        actor = await _actor(session, email)
        query = select(Flow.id).where(Flow.account_id == actor.account_id, Flow.status != ARCHIVED).order_by(Flow.id)
        flow_ids = (await session.execute(query)).scalars().all()
    taken: set[str] = set()
    for flow_id in flow_ids:
        async with database.transaction(actor.account_id) as session:
            made = await service.export(session, actor, flow_id, file_format)
        name = made.file_name if made.file_name not in taken else _with_id(made.file_name, flow_id, file_format)
        taken.add(name)
        keep(name, made.text)
    return len(flow_ids)


def _with_id(name: str, flow_id: UUID, file_format: ExportFormat) -> str:
    return re.sub(r"\.[a-z]+$", f"-{flow_id}.{ENDINGS[file_format]}", name)


async def _actor(session: AsyncSession, email: str | None) -> Actor:
    """Return who a command acts for, and enter their account; raise ``NobodyToActFor``."""
    if email is not None:
        account_ids = select(SignInName.account_id).where(SignInName.email == casefold_email(email))
    else:
        account_ids = select(Account.id).limit(2)
    found = (await session.execute(account_ids)).scalars().all()
    if len(found) != 1:
        raise NobodyToActFor
    await enter_account(session, found[0])
    people = select(User).where(User.account_id == found[0], User.deleted_at.is_(None))
    if email is not None:
        named = select(SignInName.user_id).where(SignInName.email == casefold_email(email))
        people = people.where(User.id.in_(named))
    else:
        people = people.where(User.account_role == "owner").order_by(User.created_at, User.id)
    user = (await session.execute(people.limit(1))).scalar_one_or_none()
    if user is None:
        raise NobodyToActFor
    return actor_of(user)
