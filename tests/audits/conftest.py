"""What the audits ask for: the service, a company, and node with its packages.

Where node is missing they are skipped, and the run's last lines say so.
"""

from collections.abc import Iterator

import pytest

from tests.audits.node import HERE
from tests.e2e.conftest import company, service
from tests.npm import missing, tell_untried

__all__ = ["company", "service"]


@pytest.fixture
def _packages() -> None:
    """Skip, with the reason, where node or the packages are not there."""
    if reason := missing(HERE):
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, and last, what was not tried."""
    yield
    tell_untried(terminalreporter, HERE, "audits of the API with other people's tools")
