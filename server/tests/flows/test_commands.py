"""`resolutionflow flows …`: judging, taking in and writing out files."""

from pathlib import Path

import pytest

from resolutionflow.flows.commands import NobodyToActFor, NoFlowFiles, take_in, validate, write_out
from resolutionflow.platform.db import Database
from tests.flows.test_imports import file
from tests.flows.test_library import titles
from tests.support.people import MadeAccount, make_account


def folder(tmp_path: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return [tmp_path]


def test_files_are_judged_without_a_database(tmp_path: Path) -> None:
    paths = folder(tmp_path, good=file("Good"), loose="title: T\nroot_id: a\nnodes: {}\n", torn="a: [")
    (tmp_path / "latin.yml").write_bytes(b"title: caf\xe9")
    lines = list(validate(paths))
    assert [line.bad for line in lines if not line.text.startswith(" ")] == [False, True, True, True]
    assert "good.yaml:1: Good: ok" in lines[0].text
    assert any("UTF-8" in line.text for line in lines)


def test_a_folder_without_flow_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoFlowFiles):
        list(validate([tmp_path]))


async def test_a_folder_is_taken_in_and_written_out_again(account: MadeAccount, tmp_path: Path) -> None:
    email = account.by_role("engineer").email
    texts = {f"f{n:02}": file("Same title" if n < 2 else f"Flow {n}") for n in range(25)}
    (tmp_path / "in").mkdir()
    paths = folder(tmp_path / "in", bad="title: T", **texts)
    lines = await take_in(account.database, paths, email.upper(), publish=True, replace_drafts=False, preview=False)
    assert lines[-1].text == "25 made, 1 refused"
    assert [line.bad for line in lines] == [True, False]
    assert len(await titles(account.l1, limit=100)) == 25
    kept: dict[str, str] = {}
    assert await write_out(account.database, email, "yaml", kept.__setitem__) == 25
    assert len(kept) == 25
    (tmp_path / "out").mkdir()
    for name, text in kept.items():
        (tmp_path / "out" / name).write_text(text, "utf-8")
    again = await take_in(
        account.database, [tmp_path / "out"], email, publish=True, replace_drafts=False, preview=False
    )
    assert again[-1].text == "25 unchanged"


STEPS = "- Yes: [Fine](#fine)\n- No: [Hand over](#handover)\n\n## Fine\n\n## Hand over\n\nEscalate.\n"
DOCUMENTS = {
    "badge.md": f"# Badge\n\n## Light?\n\n{STEPS}",
    "door.mmd": "flowchart TD\nA{On?} -->|Yes| B[Good]\nA -->|No| C[Call the vendor]\n",
    "lift.csv": "step,answer,text\n1,,On?\n1.1,Yes,Good\n1.2,No,Call the vendor\n",
    "gate.txt": "On?\n  Yes: Good\n  No: Call the vendor\n",
    "empty.md": "",
    "picture.png": "not a flow at all",
}


async def test_guides_flowcharts_and_outlines_are_looked_at_and_taken_in_by_their_endings(
    account: MadeAccount, tmp_path: Path
) -> None:
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    email = account.by_role("engineer").email
    choices = {"publish": False, "replace_drafts": False}
    looked = await take_in(account.database, [tmp_path], email, preview=True, **choices)
    said = [line.text.removeprefix(f"{tmp_path}/") for line in looked]
    assert said[0] == "badge.md:1: Badge: new, walkthrough, 3 steps"
    assert any(line.startswith("  error: Line 6: ") and "#handover" in line for line in said)
    assert "door.mmd:1: Door: new, mermaid, 3 steps" in said
    assert "gate.txt:1: Gate: new, outline, 3 steps" in said
    assert "lift.csv:1: Lift: new, csv, 3 steps" in said
    assert [line.text.removeprefix(f"{tmp_path}/")[:8] for line in looked if line.bad] == ["empty.md"]
    assert said[-1] == "Preview: 4 made, 1 refused"
    assert await titles(account.engineer) == []
    made = await take_in(account.database, [tmp_path], email, preview=False, **choices)
    assert made[-1].text == "4 made, 1 refused"
    assert sorted(await titles(account.engineer)) == ["Badge", "Door", "Gate", "Lift"]


def test_documents_are_judged_without_a_database_and_gaps_are_named_with_their_line(tmp_path: Path) -> None:
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    lines = list(validate([tmp_path]))
    assert [line.bad for line in lines if not line.text.startswith(" ")] == [False, False, True, False, False]
    assert any(line.text.startswith("  error: Line 6: ") for line in lines)


async def test_with_one_account_its_owner_is_acted_for(fresh_database: Database, tmp_path: Path, app: object) -> None:
    paths = folder(tmp_path, one=file("One"))
    choices = {"publish": False, "replace_drafts": False, "preview": True}
    with pytest.raises(NobodyToActFor):
        await take_in(fresh_database, paths, None, **choices)
    await make_account(app, fresh_database)  # type: ignore[arg-type]
    assert (await take_in(fresh_database, paths, None, **choices))[-1].text == "Preview: 1 made"
    await make_account(app, fresh_database, "Another")  # type: ignore[arg-type]
    for email in (None, "nobody@example.com"):
        with pytest.raises(NobodyToActFor):
            await take_in(fresh_database, paths, email, **choices)
