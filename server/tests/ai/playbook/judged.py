"""What every draft of the playbook must be, whatever it was made from."""

from resolutionflow.ai.port import Draft, NodeMade, Scaffold

TEXT, LABEL, OPTIONS, DEPTH = 4_000, 200, 9, 12
LEAVES = {"resolution", "escalation"}


def judge(draft: Draft) -> None:
    """Fail when ``draft`` could not be walked or kept."""
    nodes = {node.ref: node for node in draft.nodes}
    assert len(nodes) == len(draft.nodes), "a ref stands twice"
    assert draft.root in nodes
    for node in draft.nodes:
        labels = [option.label for option in node.options]
        _judge_step(node.type, node.text, labels, node.help)
        assert all(option.to in nodes for option in node.options), f"{node.ref} leads to nowhere"
    reached, ring = set[str](), [draft.root]
    for _ in range(DEPTH):
        reached.update(ring)
        ring = [option.to for ref in ring for option in nodes[ref].options]
    assert not ring, "a loop, or too deep"
    assert reached == set(nodes), "a node that nothing leads to"


def judge_node(node: NodeMade) -> None:
    """Fail when a walk could not show ``node``."""
    _judge_step(node.type, node.text, list(node.answers), node.help)


def judge_scaffold(made: Scaffold) -> None:
    """Fail when the scaffold is no question with branches."""
    titles = [branch.title for branch in made.branches]
    _judge_step("question", made.question, [*titles, "…"], "")
    assert all(branch.description.strip() and len(branch.description) <= TEXT for branch in made.branches)


def _judge_step(kind: str, text: str, labels: list[str], hint: str) -> None:
    assert text.strip()
    assert len(text) <= TEXT
    assert len(hint) <= TEXT
    assert all(label.strip() and len(label) <= LABEL for label in labels)
    assert len(labels) <= OPTIONS
    assert len({label.casefold() for label in labels}) == len(labels), f"the same answer twice: {labels}"
    assert (not labels) == (kind in LEAVES)
    assert kind != "question" or len(labels) >= 2
