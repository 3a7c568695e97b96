"""Generated trees for property tests: any tree of the right shape, sensible or not."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from resolutionflow.flows.flow_file import FlowFile
from resolutionflow.flows.tree import Tree

HARD = [
    "yes",
    "No",
    "null",
    "~",
    "1",
    "-",
    ":",
    "#",
    "|",
    ">-",
    "'",
    '"',
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "0x1f",
    "1e3",
    "2026-11-21",
    "---",
    "=",
    "<<",
    "on",
    "[x]",
    "{x",
    "a\\b",
    "a:",
    "🖨",
    ": x",
    "a: b",
    "a #b",
    "... ",
    "a\n b\n",
    "\n",
    "a\n\n",
    "a\r\nb",
    " a",
    "a ",
    "\ta",
    "a\n\tb",
    "C:\\Temp: x",
    "\xe9\u2028",
    "\x85",
    "\x7f",
    "\ufeff",
    "\x01",
]

texts = st.one_of(st.sampled_from(HARD), st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=40))
ids = texts.map(lambda text: "".join(c for c in text if c > "\x1f" and c != "\x7f").strip(" ") or "n")
numbers = st.one_of(st.integers(0, 900), st.floats(0, 900, allow_nan=False))


def maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


evidence = st.fixed_dictionaries(
    {"kind": st.sampled_from(["text", "number", "picture"])},
    optional={"regex": maybe(texts), "min": maybe(numbers), "max": maybe(numbers)},
)


def nodes(keys: list[str]) -> SearchStrategy[dict[str, Any]]:
    options = st.lists(
        st.fixed_dictionaries(
            {"id": ids, "label": texts, "next_id": maybe(st.sampled_from(keys) | ids)}, optional={"evidence": evidence}
        ),
        max_size=4,
    )
    node = st.fixed_dictionaries(
        {"type": st.sampled_from(["question", "action", "resolution", "escalation"]), "text": texts},
        optional={
            "options": options,
            "help": maybe(texts),
            "minutes": maybe(numbers),
            "script": maybe(texts),
            "notes": maybe(texts),
            "to": maybe(texts),
            "reason": maybe(texts),
            "hand_over": maybe(texts),
            "needs_review": st.booleans(),
            "made_by": st.sampled_from(["person", "model", "playbook"]),
            "citations": st.lists(
                st.fixed_dictionaries({"source": texts.filter(bool)}, optional={"passage": maybe(texts)}), max_size=2
            ),
        },
    )
    return st.fixed_dictionaries(dict.fromkeys(keys, node))


@st.composite
def raw_trees(draw: st.DrawFn) -> dict[str, Any]:
    """JSON of a tree whose shape is right."""
    keys = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    raw = {"root_id": draw(st.sampled_from(keys)), "nodes": draw(nodes(keys))}
    return raw | ({"starts_with": str(draw(st.uuids()))} if draw(st.booleans()) else {})


trees = raw_trees().map(Tree.model_validate)

flow_files = st.builds(
    FlowFile,
    id=maybe(st.uuids()),
    title=texts.map(lambda text: text.strip() or "T"),
    description=texts,
    category=maybe(texts.map(lambda text: text.strip() or "C")),
    tags=st.lists(texts.map(lambda text: text.strip() or "t"), max_size=3).map(tuple),
    tree=trees,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
