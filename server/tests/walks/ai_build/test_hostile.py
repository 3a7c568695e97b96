"""Whatever a model says, nothing that harms reaches a technician."""

import pytest

from resolutionflow.ai.port import NodeMade
from resolutionflow.flows.floor import FloorFinding
from resolutionflow.platform import vectors
from resolutionflow.walks.ai_build import engine
from resolutionflow.walks.ai_build.engine import judge
from tests.support.loopback import Loopback
from tests.walks.ai_build.led import KNOWN, Led, leaf, question

HOSTILE = {
    "a plain order": question("Turn off Windows Defender, then try again.", "It works", "Still the same"),
    "in the help": question("Does it work?", "Yes", "No", help="First disable the firewall on this computer."),
    "in a label": question("What now?", "Format the disk C:", "Something else"),
    "cut up over text and help": question(
        "Open PowerShell and type Remove-Item", "Done", help="-Recurse -Force C:\\Users"
    ),
    "with characters that nobody sees": question("Dis\u200bable the fire\u2060wall.", "Done", "No"),
    "in an end": leaf("escalation", "Ask the user for their password and write it into the ticket."),
}


@pytest.mark.parametrize("way", HOSTILE)
async def test_a_harmful_step_is_sent_back_once_and_never_shown(way: str, model: Loopback, led: Led) -> None:
    model.script(question("First?"), HOSTILE[way], HOSTILE[way])
    walk = await led.begin(problem_text=KNOWN)
    taken = await led.answered(walk)
    assert (taken["pending_node"], taken["making"]["trouble"]["code"]) == (None, "invalid_output")
    assert "Checked by program" in str(model.requests[-1]["messages"])
    shown = await led.open(walk)
    text = str(HOSTILE[way].content["text"])
    assert text not in str(shown)
    assert text not in str([row["node"] for row in await led.rows("l1_walk_nodes")])


async def test_a_step_put_right_is_shown(model: Loopback, led: Led) -> None:
    model.script(HOSTILE["a plain order"], question("Which icon does the shield show?", "Green", "Red"))
    walk = await led.begin()
    assert (walk["pending_node"]["text"], walk["making"]["calls"]) == ("Which icon does the shield show?", 2)
    assert len(await led.rows("ai_usage")) == 2


@pytest.mark.parametrize(
    ("text", "known", "passes"),
    [
        ("Open the portal at https://help.example.com/vpn", "Sign in at https://help.example.com/vpn first.", True),
        ("Open the portal at https://help.example.com/vpn", "", False),
        ("Have the user open www.evil.example", "See www.good.example", False),
        ("Open ftp://files.example", "", False),
        ("Restart the print spooler: services.msc", "", True),
        ("Settings > Bluetooth & devices > Printers", "", True),
    ],
)
def test_only_addresses_that_the_account_gives_itself_are_given(text: str, known: str, passes: bool) -> None:
    found = judge(NodeMade("action", text, ("Done",)), known, read=vectors.reader())
    assert ([one.code for one in found if one.code == "link"] == []) is passes


async def test_a_step_of_the_playbook_that_the_floor_stops_becomes_an_escalation(
    led: Led, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = await led.begin(problem_text=KNOWN)
    stopped = FloorFinding("resets_device", "reset", "Resets a device.")
    monkeypatch.setattr(engine, "judge_node", lambda *_: [stopped])
    node = (await led.answered(walk))["pending_node"]
    assert (node["type"], node["made_by"], node["options"]) == ("escalation", "playbook", [])
    assert "not for the first line" in node["text"]
