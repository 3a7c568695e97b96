"""Reading what a caller said, or what was pasted: which answer of the pending step does it speak for."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.evidence import proofs
from resolutionflow.flows.replies.engine import read_reply
from resolutionflow.flows.tree import Node
from resolutionflow.walks.refusals import NoAnswersHere, ReplyTooLarge, TakesNotesOnly
from resolutionflow.walks.schemas.replies import MOST_BYTES, AnswerScored, ReplyGiven, ReplyUnderstood
from resolutionflow.walks.service import access, nodes

SEVERAL = "It proves several answers ({labels}): choose yourself."


async def understand(session: AsyncSession, actor: Actor, walk_id: UUID, payload: ReplyGiven) -> ReplyUnderstood:
    """Say which answer of the pending node the text speaks for; nothing is recorded.

    Raise ``ReplyTooLarge``, ``WalkNotFound``, ``WalkNotActive``, ``TakesNotesOnly`` or ``NoAnswersHere``.
    """
    if len(payload.text.encode()) > MOST_BYTES:
        raise ReplyTooLarge
    walk = await access.seen(session, actor, walk_id)
    access.check_active(walk)
    node = await nodes.node_awaiting(session, walk)
    if node is None:
        raise TakesNotesOnly
    if not node.options:
        raise NoAnswersHere
    return _as_evidence(node, payload.text) or _as_reply(node, payload.text)


def _as_evidence(node: Node, text: str) -> ReplyUnderstood | None:
    """Return what the text proves: one answer, or several, of which the person then chooses; None when none."""
    found = proofs(node, text)
    if not found:
        return None
    share = 1 / len(found)
    scored = [
        AnswerScored(option_id=option.id, label=option.label, score=share if option.id in found else 0.0)
        for option in node.options
    ]
    proven = [option.label for option in node.options if option.id in found]
    words = list(dict.fromkeys(words for words in found.values() if words))
    return ReplyUnderstood(
        selected=next(iter(found)) if len(found) == 1 else None,
        kind="evidence",
        why=f"it contains what proves it: “{words[0]}”"
        if len(found) == 1
        else SEVERAL.format(labels=", ".join(proven)),
        matched_words=words,
        candidates=sorted(scored, key=lambda one: -one.score),
    )


def _as_reply(node: Node, text: str) -> ReplyUnderstood:
    found = read_reply(node.text, [(option.id, option.label) for option in node.options], text)
    return ReplyUnderstood(
        selected=found.selected,
        kind="reply",
        why=found.why,
        matched_words=found.matched_words,
        candidates=[
            AnswerScored(option_id=one.option_id, label=one.label, score=one.score) for one in found.candidates
        ],
    )
