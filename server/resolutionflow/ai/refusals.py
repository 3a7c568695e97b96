"""What the use of models declines to do."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, Refusal, Stale, TooMany


class AiSwitchedOff(Conflict):
    """Neither a model nor the built-in playbook is switched on here. Ask an owner or admin (Settings, AI)."""


class QuotaSpent(TooMany):
    """What your plan allows in this period is used up. Nothing was paid; ``resets_at`` says when it begins anew."""


class FlowCallsSpent(TooMany):
    """This flow has had all the calls that your plan allows for one flow. Nothing was paid; go on by hand."""


class TooManyAtOnce(TooMany):
    """Your account has as many calls under way as it may have at once. Nothing was paid; try again in a moment."""


class AiSettingsChanged(Stale):
    """Somebody changed the AI settings after you opened them. Reload to see theirs; yours were not saved."""


class NoModelSet(Conflict):
    """No model is set, so there is nothing to try. Choose a provider, save, and try again."""


class ProviderIncomplete(Malformed):
    """Anthropic needs a key; an OpenAI-compatible server needs a model, and a key or its address."""


class NoSuchPlan(NotFound):
    """There is no such plan. ``resolutionflow plans list`` names those that there are."""


class PlanNeedsAllLimits(Malformed):
    """A new plan needs every limit: --flows, --calls, --walks, --turns and --dollars."""


class WhichAccount(NotFound):
    """There is no account of that name, or there are several; then give its id instead."""


REFUSALS: tuple[type[Refusal], ...] = (AiSwitchedOff, QuotaSpent, FlowCallsSpent, TooManyAtOnce)
"""Everything that ``reserve`` can raise, for the ``responses=`` of a route."""
