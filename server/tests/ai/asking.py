"""What the tests of the gateway ask, and with which models."""

from collections.abc import Sequence
from dataclasses import replace

from resolutionflow.ai import gateway
from resolutionflow.ai.gateway import ModelConfig
from resolutionflow.ai.port import (
    Answer,
    Answered,
    Asked,
    BranchAsked,
    BranchProposed,
    Check,
    Draft,
    DraftNode,
    DraftOption,
    Finding,
    Foundation,
    Made,
    NextNodeAsked,
    Passage,
    ScaffoldAsked,
)
from tests.support.loopback import Loopback

FOUNDATION = Foundation(
    "Can't print",
    "Printing",
    ["Nothing comes out of the office printer", "Word says “printing” for ever"],
    "Windows 11, HP LaserJet on the network, 40 people",
)
BRANCHES = [
    BranchProposed("No light, no display", "No power, or switched off."),
    BranchProposed("Ready, but nothing comes out", "Queue, default printer, driver."),
]
SCAFFOLD = ScaffoldAsked(FOUNDATION, keep=["Prints, but wrongly"])
BRANCH = BranchAsked(
    FOUNDATION,
    "What does the printer show?",
    BRANCHES,
    BRANCHES[1],
    remark="Ask for the queue first.",
    before=Draft(
        "n1",
        [
            DraftNode("n1", "question", "Is it on?", [DraftOption("Yes", "n2"), DraftOption("No", "n2")]),
            DraftNode("n2", "escalation", "Second line.", minutes=2),
        ],
    ),
)
NEXT = NextNodeAsked(
    "Outlook asks for the password again and again. My password: Sommer2026!",
    "Mail",
    [Answered("Since when?", "Since today", "caller: Jo from accounts, new phone")],
    [Passage("kb-7", "After a password change, old phones lock the account.")],
)
NODE_OUT = {
    "type": "question",
    "text": "Who else has it?",
    "help": "",
    "answers": ["Nobody else", "Several people"],
    "citations": ["kb-7"],
}
SCAFFOLD_OUT = {
    "question": "What does the printer show?",
    "branches": [{"title": branch.title, "description": branch.description} for branch in BRANCHES],
}


def fine(_: Made) -> list[Finding]:
    """A check that finds nothing."""
    return []


def haiku(loopback: Loopback, key: str = "sk-test") -> ModelConfig:
    """Anthropic's small model on a loopback server."""
    return ModelConfig("anthropic", "claude-haiku-5-5", key, f"http://127.0.0.1:{loopback.port}")


def local(loopback: Loopback) -> ModelConfig:
    """An open model on a loopback server."""
    return ModelConfig("openai", "llama3.3", "", f"http://127.0.0.1:{loopback.port}/v1")


async def asked(
    config: ModelConfig, what: Asked = NEXT, check: Check = fine, deadline_s: float = 20.0, withhold: bool = False
) -> Answer:
    """Call the gateway."""
    return await gateway.call(config, what, check, deadline_s=deadline_s, redact_ticket_text=withhold)


def branches(count: int) -> Sequence[BranchAsked]:
    """As many branches of one flow."""
    return [replace(BRANCH, branch=BranchProposed(f"Branch {number}", "")) for number in range(count)]
