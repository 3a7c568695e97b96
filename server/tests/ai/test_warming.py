"""The library that calls models is loaded before the first call, where one is near, and nowhere else."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from resolutionflow.ai import wire
from resolutionflow.ai.service.warming import make_ready, warm
from tests.ai.modelled import modelled
from tests.ai.test_lazy import SERVER
from tests.support.people import MadeAccount

ESTIMATE = "/api/v1/ai/estimate"
SCRIPT = """
import sys, threading
from resolutionflow.ai.service import warm
warm()
assert "pydantic_ai.models.anthropic" not in sys.modules, "nobody waits for it"
warm()
loading = [thread for thread in threading.enumerate() if thread.name == "model library"]
assert len(loading) == 1, loading
loading[0].join()
assert {"pydantic_ai.models.anthropic", "anthropic", "genai_prices"} <= set(sys.modules)
"""


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Set once the library would be loaded; its loading never ends before the test does."""
    begun, may_end = threading.Event(), threading.Event()

    def rehearse() -> None:
        begun.set()
        may_end.wait()

    monkeypatch.setattr(wire, "rehearse", rehearse)
    warm.cache_clear()
    yield begun
    may_end.set()
    warm.cache_clear()


def test_it_is_loaded_in_the_background_once() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=SERVER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


async def test_who_opens_the_wizard_of_an_account_with_a_model_does_not_wait(
    account: MadeAccount, asked_for: threading.Event
) -> None:
    await modelled(account)
    assert (await account.engineer.get(ESTIMATE)).status_code == 200
    assert asked_for.wait(60)


async def test_who_is_offered_flows_finds_it_loaded_when_none_fits(
    account: MadeAccount, asked_for: threading.Event
) -> None:
    async def ready() -> None:
        async with account.database.transaction(account.id) as session:
            await make_ready(session, account.id)

    await ready()
    assert not asked_for.is_set(), "no model is set"
    await modelled(account)
    await ready()
    assert asked_for.wait(60)


async def test_without_a_model_nothing_is_loaded(account: MadeAccount, asked_for: threading.Event) -> None:
    assert (await account.engineer.get(ESTIMATE)).status_code == 200
    assert (await account.engineer.get("/api/v1/ai/quota")).status_code == 200
    assert not asked_for.is_set()
