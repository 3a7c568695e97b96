"""What people send and get about models, quota and usage."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, StrictBool, StringConstraints

from resolutionflow.accounts.schemas.fields import Payload
from resolutionflow.kit.text import storable

Provider = Literal["anthropic", "openai"]


def _server(value: str) -> str:
    """Return a whole http or https address of a server; private ones are meant to be possible."""
    if not value.isprintable() or any(sign.isspace() for sign in value):
        raise ValueError("contains a character that no address has")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError as error:
        raise ValueError("is not an address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("begins with https:// (or http://) and names a server")
    if "@" in parts.netloc:
        raise ValueError("holds a user name; give the key in its own field")
    if parts.query or parts.fragment:
        raise ValueError("ends before any ? or #")
    return value.rstrip("/")


Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000), AfterValidator(storable), AfterValidator(_server)
]
ModelId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$"),
]
ApiKey = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$"),
]


class PlanShown(BaseModel):
    """What a plan allows in a period (``calls_per_flow``: in one flow)."""

    name: str
    wizard_flows: int
    calls_per_flow: int
    ai_build_walks: int
    chat_turns: int
    dollars: float


class AiSettingsShown(BaseModel):
    """What an account set. The key itself is never shown, only its end; ``model_used`` is what is called now."""

    provider: Provider | None
    model: str | None
    model_used: str | None
    default_model: str
    base_url: str | None
    has_key: bool
    key_hint: str | None
    playbook_on: bool
    send_no_ticket_text: bool
    zero_wait: bool
    billing_anchor: int
    plan: PlanShown
    version: int


class AiSettingsChange(Payload):
    """Changes; what is left out stays, null takes a value out.

    Another provider or address drops the stored key unless a key comes along: a key goes to nobody else.
    """

    provider: Provider | None = None
    model: ModelId | None = None
    base_url: Address | None = None
    api_key: ApiKey | None = None
    playbook_on: StrictBool | None = None
    send_no_ticket_text: StrictBool | None = None
    zero_wait: StrictBool | None = None


class AiTestShown(BaseModel):
    """How one tiny call to the model went. ``failure`` is its kind, ``words`` say what to do."""

    ok: bool
    failure: str | None
    words: str
    model: str
    cost: float | None
    latency_ms: int
    input_tokens: int
    output_tokens: int


class Used(BaseModel):
    """How much of something is used up in this period."""

    used: int
    limit: int
    left: int


class AiQuotaShown(BaseModel):
    """Who makes things now, and what is left of the plan until ``resets_at``. The playbook counts nothing.

    ``trouble`` says why the model is better not asked just now.
    """

    source: Literal["model", "playbook", "off"]
    label: str
    playbook_too: bool
    trouble: Literal["provider_down", "misconfigured", "quota_spent"] | None
    flows: Used
    walks: Used
    calls_per_flow: int
    cost: float
    cost_limit: float
    starts_at: datetime
    resets_at: datetime


class AiTakesShown(BaseModel):
    """What something will take: about so many tokens, and dollars; null where the model's price is not known."""

    calls: int
    tokens: int
    cost: float | None


class AiEstimateShown(BaseModel):
    """What building a flow will take, before it is asked for; the playbook takes nothing.

    ``scaffold``: proposing its branches. ``branch``: working one out. ``branches``: all of them at once.
    ``flow``: the whole, from proposing to the last branch.
    """

    source: Literal["model", "playbook", "off"]
    label: str
    scaffold: AiTakesShown
    branch: AiTakesShown
    branches: AiTakesShown
    flow: AiTakesShown


class TaskUsage(BaseModel):
    """What one task used; ``cost`` is over the calls whose price is known, ``unpriced`` counts the others."""

    task: str
    calls: int
    failed: int
    unpriced: int
    cost: float
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int


class AiUsageShown(BaseModel):
    """What each task used today (UTC) and in this period."""

    today: list[TaskUsage]
    period: list[TaskUsage]
    starts_at: datetime
    resets_at: datetime


class AiCallShown(BaseModel):
    """One call to a provider; what was sent and what came back is not kept."""

    id: UUID
    created_at: datetime
    user_name: str | None
    task: str
    provider: str
    model: str
    prompt_version: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost: float | None
    latency_ms: int
    success: bool
    error: str | None
    request_id: str | None
    conversation_id: UUID | None
    walk_id: UUID | None
