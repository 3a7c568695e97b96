"""One tiny call, to see whether the model that is set answers."""

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai import queries
from resolutionflow.ai.port import Answer, Failure, Task
from resolutionflow.ai.refusals import NoModelSet
from resolutionflow.ai.schemas import AiTestShown
from resolutionflow.ai.service.making import has_model
from resolutionflow.ai.service.reserving import reserve
from resolutionflow.ai.service.values import Reservation

_WORDS: dict[Failure, str] = {
    Failure.OVERLOADED: "The provider has too much to do just now. Your settings may be right; try again in a minute.",
    Failure.RATE_LIMITED: "The provider says that your key made too many calls. Wait a minute, or ask there for more.",
    Failure.TIMEOUT: "No answer came in time. Check the address, and that this server may reach it.",
    Failure.REFUSED: "The model answered, but declined. Your settings are right; try again, or choose another model.",
    Failure.TRUNCATED: "The model answered, but its answer was cut off. Choose another model.",
    Failure.INVALID_OUTPUT: "The model answered, but not in the form that is asked for. Choose a more able model.",
    Failure.BUDGET: "The provider says that your credit there is used up.",
    Failure.UNAVAILABLE: "The provider can't be reached, or broke off or answered with an error. Check the address, "
    "and that this server may reach it; if both are right, try again in a minute.",
    Failure.MISCONFIGURED: "The provider does not take the key, or does not know the model. Check both.",
}
WORKS = "It works: the model answered in the form that is asked for."


async def begin_test(session: AsyncSession, actor: Actor) -> Reservation:
    """Hold one call for a test; raise ``NoModelSet``, and what ``reserve`` raises."""
    actor.must(Permission.MANAGE_ACCOUNT)
    if not has_model((await queries.standing(session, actor.account_id)).settings):
        raise NoModelSet
    return await reserve(session, actor, Task.TEST, source="model")


def outcome(answer: Answer, model: str) -> AiTestShown:
    """Return how a test went, in words."""
    last = answer.calls[-1] if answer.calls else None
    known = [call.cost for call in answer.calls if call.cost is not None]
    return AiTestShown(
        ok=answer.failure is None,
        failure=answer.failure,
        words=WORKS if answer.failure is None else _WORDS.get(answer.failure, _WORDS[Failure.UNAVAILABLE]),
        model=last.model if last else model,
        cost=sum(known) if known else None,
        latency_ms=sum(call.latency_ms for call in answer.calls),
        input_tokens=sum(call.input_tokens + call.cache_read_tokens + call.cache_write_tokens for call in answer.calls),
        output_tokens=sum(call.output_tokens for call in answer.calls),
    )
