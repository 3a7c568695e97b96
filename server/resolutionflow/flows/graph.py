"""Questions about a tree as a graph, each answered in linear time without recursion."""

from collections import defaultdict
from collections.abc import Iterator

from resolutionflow.flows.tree import Option, Tree


def depths(tree: Tree) -> dict[str, int]:
    """Return for every node that can be reached the number of nodes on the shortest way to it; the root has 1."""
    depth = {tree.root_id: 1}
    ring = [tree.root_id]
    while ring:
        following: list[str] = []
        for node_id in ring:
            for option in tree.nodes[node_id].options:
                if option.next_id in tree.nodes and option.next_id not in depth:
                    depth[option.next_id] = depth[node_id] + 1
                    following.append(option.next_id)
        ring = following
    return depth


def leading_nowhere(tree: Tree) -> list[str]:
    """Return the nodes from which no leaf can be reached though every answer leads somewhere.

    A node whose answers are missing or lead nowhere counts as an end here: that has a finding of its own.
    """
    before: defaultdict[str, list[str]] = defaultdict(list)
    ends: list[str] = []
    for node_id, node in tree.nodes.items():
        targets = [option.next_id for option in node.options]
        if node.is_leaf or not targets or any(target not in tree.nodes for target in targets):
            ends.append(node_id)
        for target in targets:
            if target is not None:
                before[target].append(node_id)
    good = set(ends)
    while ends:
        for node_id in before[ends.pop()]:
            if node_id not in good:
                good.add(node_id)
                ends.append(node_id)
    return [node_id for node_id in tree.nodes if node_id not in good]


def back_edges(tree: Tree) -> Iterator[tuple[str, Option]]:
    """Yield each answer that leads back to a step on the way to it (depth first from the root), so closing a loop."""
    open_nodes, closed = {tree.root_id}, set[str]()
    stack = [(tree.root_id, iter(tree.nodes[tree.root_id].options))]
    while stack:
        node_id, options = stack[-1]
        option = next(options, None)
        if option is None:
            stack.pop()
            open_nodes.discard(node_id)
            closed.add(node_id)
        elif option.next_id in open_nodes:
            yield node_id, option
        elif option.next_id in tree.nodes and option.next_id not in closed:
            open_nodes.add(option.next_id)
            stack.append((option.next_id, iter(tree.nodes[option.next_id].options)))
