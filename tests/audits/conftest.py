"""What the audits ask for: the service, a company, and node with its packages.

Where node is missing they are skipped, and the run's last lines say so.
"""

from collections.abc import Iterator

import pytest

from tests.audits.node import missing
from tests.e2e.conftest import company, service

__all__ = ["company", "service"]


@pytest.fixture
def _packages() -> None:
    """Skip, with the reason, where node or the packages are not there."""
    if reason := missing():
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, and last, what was not tried."""
    yield
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if "tests/audits/" in report.nodeid
    ]
    if skipped:
        why = ", ".join(sorted({str(report.longrepr[2]) for report in skipped}))
        said = f"NOT TRIED: {len(skipped)} audits of the API with other people's tools: {why}"
        terminalreporter.write_line(said, red=True, bold=True)
