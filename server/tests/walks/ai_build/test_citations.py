"""What a made step leans on can be opened, by whoever may read it, for as long as it can be read."""

from resolutionflow.main import API
from tests.support.loopback import Loopback
from tests.support.work import run_jobs
from tests.walks.ai_build.led import KNOWN, Led, question
from tests.walks.desk import Json


async def _cited(led: Led, walk: Json, by: str = "l1_tech") -> list[Json]:
    shown = await led.open(walk, led.account.by_role(by).client)
    cited: list[Json] = shown["pending_node"]["citations"]
    return cited


async def _walk(model: Loopback, led: Led) -> tuple[str, Json]:
    """A flow, and a walk at a step that cites it."""
    flow_id = await led.desk.flow()
    await run_jobs(led.database)
    await led.run("update account_settings set match_threshold = 1, suggest_threshold = 0")
    model.script(question(citations=["k1"]), question("Second?", citations=["k1", "k99"]))
    return flow_id, await led.begin(problem_text=KNOWN, none_fit=True)


async def test_a_citation_leads_to_its_flow_at_the_start_after_an_answer_and_when_opened(
    model: Loopback, led: Led
) -> None:
    flow_id, walk = await _walk(model, led)
    taken = await led.answered(walk)
    for node in (walk["pending_node"], taken["pending_node"], (await led.open(walk))["pending_node"]):
        (cited,) = node["citations"]
        assert (cited["flow_id"], cited["source"]) == (flow_id, "Printer does not print")
    assert (await led.account.l1.get(f"{API}/flows/{flow_id}")).status_code == 200


async def test_an_archived_flow_is_named_and_no_link_for_anybody(model: Loopback, led: Led) -> None:
    flow_id, walk = await _walk(model, led)
    led.desk.ok(await led.account.engineer.post(f"{API}/flows/{flow_id}/archive"))
    for role in ("l1_tech", "engineer"):
        (cited,) = await _cited(led, walk, role)
        assert (cited["flow_id"], cited["source"]) == (None, "Printer does not print")
    taken = await led.answered(walk)
    assert taken["pending_node"]["citations"][0].get("flow_id") is None
    led.desk.ok(await led.account.engineer.post(f"{API}/flows/{flow_id}/unarchive"))
    assert (await _cited(led, walk))[0]["flow_id"] == flow_id


async def test_a_step_made_before_citations_could_be_opened_is_shown_as_it_was(model: Loopback, led: Led) -> None:
    _, walk = await _walk(model, led)
    await led.run("update l1_walk_sessions set pending_node = pending_node #- '{citations,0,flow_id}'")
    (cited,) = await _cited(led, walk)
    assert (cited["flow_id"], cited["source"]) == (None, "Printer does not print")
    assert (await led.answered(walk))["step_count"] == 1
