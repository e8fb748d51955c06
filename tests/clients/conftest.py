"""What tests with other people's clients ask for: the service, a company, and node with its packages.

Where node is missing they are skipped, and the run's last lines say so.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.clients.script import HERE, Script, running
from tests.e2e.caller import Caller
from tests.e2e.conftest import company, service
from tests.e2e.serving import Service, serving
from tests.npm import missing, tell_untried

__all__ = ["company", "service"]

Node = Callable[..., AbstractContextManager[Script]]


@pytest.fixture
def node() -> Node:
    """Run scripts of this folder: `node("ws_updates", company, journey=...)`."""
    if reason := missing(HERE):
        pytest.skip(reason)

    def run(name: str, caller: Caller, **told: Any) -> AbstractContextManager[Script]:
        address = caller.http.base_url.netloc.decode()
        words = json.dumps({"address": address, "token": caller.token, **told})
        return running(HERE / f"{name}.mjs", words)

    return run


@pytest.fixture(scope="module")
def punctual(service: Service) -> Iterator[Service]:
    """Run a second service on the same database: it forgives no clock, so a token ends when it says."""
    strict = service.settings.limits.model_copy(update={"token_leeway_seconds": 0})
    with serving(service.settings.model_copy(update={"limits": strict})) as punctual:
        yield punctual


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, and last, what was not tried."""
    yield
    tell_untried(terminalreporter, HERE, "tests with graphql-ws, graphql-sse and @apollo/client")
