"""Whatever is done to a walk in whatever order, its path reads as it was walked."""

import random
from dataclasses import dataclass, field

import pytest
from httpx import AsyncClient

from resolutionflow.main import API
from tests.walks.desk import RING, Desk, Json

WHY = {"escalation_reason": "Somebody else should look", "escalation_reason_category": "other"}
MOVES = ["answer"] * 10 + ["back"] * 6 + ["switch"] * 5 + ["join", "take"]


@pytest.mark.parametrize("seed", range(4))
async def test_answers_and_undoing_in_any_order_leave_the_path_that_stands(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    walk = await desk.start(await desk.flow(RING))
    stands: list[str] = []
    undone: list[str] = []
    for number in range(40):
        if stands and chance.random() < 0.35:
            kept = chance.randrange(len(stands))
            desk.ok(await desk.act(walk, "back", {"to_step": kept}))
            undone += stands[kept:]
            stands = stands[:kept]
        else:
            desk.ok(await desk.step(walk, "again", "yes", note=str(number)))
            stands.append(str(number))
    opened = await desk.open(walk)
    assert [step["l1_note"] for step in opened["walked_path"]] == stands
    assert [step["step_no"] for step in opened["walked_path"]] == list(range(1, len(stands) + 1))
    assert sorted(step["l1_note"] for step in opened["also_tried"]) == sorted(undone)
    assert opened["version"] == 41


def _ring(node_id: str) -> Json:
    """A flow that goes round and round at a step of its own."""
    options = [{"id": "yes", "label": "Yes", "next_id": node_id}, {"id": "no", "label": "No", "next_id": "end"}]
    return {
        "root_id": node_id,
        "nodes": {
            node_id: {"type": "question", "text": f"Once more {node_id}?", "options": options},
            "end": {"type": "resolution", "text": "Enough."},
        },
    }


@dataclass(frozen=True)
class Answer:
    note: str
    flow: str
    by: str
    after_take_over: bool


@dataclass(frozen=True)
class Switch:
    flow: str


@dataclass
class Walked:
    """What the walk should be: answers and switches that stand in their order, and what was undone.

    A flow is called by its title, which is also the id of its step; a person by their id.
    """

    desk: Desk
    chance: random.Random
    walk: Json
    flows: dict[str, str]
    first: str
    people: dict[str, AsyncClient]
    colleague: tuple[str, AsyncClient]
    moves: list[Answer | Switch] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    version: int = 1
    took: set[str] = field(default_factory=set)

    @property
    def flow(self) -> str:
        return next((move.flow for move in reversed(self.moves) if isinstance(move, Switch)), self.first)

    @property
    def answers(self) -> list[Answer]:
        return [move for move in self.moves if isinstance(move, Answer)]

    def somebody(self) -> tuple[str, AsyncClient]:
        return self.chance.choice(list(self.people.items()))

    async def answer(self) -> None:
        who, by = self.somebody()
        note = str(self.version)
        self.desk.ok(await self.desk.step(self.walk, self.flow, "yes", note=note, by=by))
        self.moves.append(Answer(note, self.flow, who, who in self.took))
        self.version += 1

    async def switch(self) -> None:
        flow = self.chance.choice([title for title in self.flows if title != self.flow])
        self.desk.ok(await self.desk.act(self.walk, "switch", {"flow_id": self.flows[flow]}, by=self.somebody()[1]))
        self.moves.append(Switch(flow))
        self.version += 1

    async def back(self) -> None:
        """One move back, or to an answer: a switch right after that answer stands."""
        if not self.moves:
            return
        count = len(self.answers)
        kept = self.chance.randrange(count) if count and self.chance.random() < 0.3 else None
        places = [place for place, move in enumerate(self.moves) if isinstance(move, Answer)]
        cut = len(self.moves) - 1 if kept is None else places[kept]
        self.desk.ok(await self.desk.act(self.walk, "back", {"to_step": kept}, by=self.somebody()[1]))
        self.undone += [move.note for move in self.moves[cut:] if isinstance(move, Answer)]
        self.moves = self.moves[:cut]
        self.version += 1

    async def join(self) -> None:
        who, by = self.colleague
        self.desk.ok(await self.desk.act(self.walk, "join", by=by))
        self.people[who] = by

    async def take(self) -> None:
        engineer = self.desk.account.by_role("engineer")
        self.desk.ok(await self.desk.act(self.walk, "escalate", WHY, by=self.somebody()[1]))
        self.desk.ok(await self.desk.act(self.walk, "take", by=engineer.client))
        self.people[str(engineer.id)] = engineer.client
        self.took.add(str(engineer.id))
        self.version += 1

    def check(self, opened: Json) -> None:
        """Compare the walk as its page shows it."""
        assert [
            Answer(step["l1_note"], step["node_id"], step["user"]["id"], step["after_take_over"])
            for step in opened["walked_path"]
        ] == self.answers
        assert sorted(step["l1_note"] for step in opened["also_tried"]) == sorted(self.undone)
        assert (opened["flow_title"], opened["pending_node"]["id"]) == (self.flow, self.flow)
        assert (opened["version"], opened["step_count"]) == (self.version, len(self.answers))
        assert [(one["after_step"], one["flow_title"]) for one in opened["switches"]] == self._switches()

    def _switches(self) -> list[tuple[int, str]]:
        """After how many answers each switch came, and to which flow."""
        before = [(move, self.moves[:place]) for place, move in enumerate(self.moves)]
        return [
            (sum(isinstance(one, Answer) for one in earlier), move.flow)
            for move, earlier in before
            if isinstance(move, Switch)
        ]


@pytest.mark.parametrize("seed", range(4))
async def test_switching_joining_and_taking_over_in_any_order_leave_the_path_that_stands(desk: Desk, seed: int) -> None:
    flows = {title: await desk.flow(_ring(title), title) for title in ("red", "green", "blue")}
    colleague = await desk.account.add_person("l1_tech")
    technician = desk.account.by_role("l1_tech")
    walked = Walked(
        desk,
        random.Random(seed),
        await desk.start(flows["red"]),
        flows,
        "red",
        {str(technician.id): technician.client},
        (str(colleague.id), colleague.client),
    )
    for _ in range(40):
        await getattr(walked, walked.chance.choice(MOVES))()
        walked.check(await desk.open(walked.walk))
    if walked.took:
        taken = {"state": "taken", "search": walked.flow}
        found = desk.ok(await desk.account.engineer.get(f"{API}/l1/escalations", params=taken))["items"]
        assert [item["id"] for item in found] == [walked.walk["id"]]
