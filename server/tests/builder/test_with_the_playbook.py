"""The wizard from foundation to draft flow with the built-in playbook: no model, no cost."""

from resolutionflow.main import API
from tests.builder.wizard import Wizard
from tests.support.people import MadeAccount


async def test_a_person_without_a_key_builds_a_draft_flow(wizard: Wizard, account: MadeAccount) -> None:
    begun = await wizard.start()
    assert (begun["status"], begun["quota"]["source"]) == ("foundation", "playbook")
    proposed = (await wizard.scaffold()).json()
    assert proposed["status"] == "scaffolding"
    assert proposed["source"] == "playbook"
    assert len(proposed["branches"]) >= 2
    assert {branch["proposed_by"] for branch in proposed["branches"]} == {"playbook"}
    started = await wizard.detail_all()
    assert started.status_code == 202, started.text
    assert started.json()["status"] == "detailing"
    done = await wizard.finished_run()
    assert (done["status"], done["run"]["state"]) == ("reviewing", "done")
    assert done["spent"] == {"calls": 0, "counted": 0, "cost": 0.0, "unpriced": 0, "tokens": 0}
    made = await wizard.assemble()
    assert made.status_code == 201, made.text
    flow_id = made.json()["flow"]["id"]
    draft = (await account.engineer.get(f"{API}/flows/{flow_id}/draft")).json()
    assert {node["made_by"] for node in draft["tree"]["nodes"].values()} == {"playbook"}
    assert [one for one in draft["findings"] if one["severity"] == "error"] == []
    assert (await account.engineer.get(f"{API}/flows/{flow_id}")).json()["status"] == "draft"
    ended = await wizard.read()
    assert (ended["status"], ended["flow_id"]) == ("completed", flow_id)
