"""The commands beside a running service: the sample company, loaded before it serves."""

from collections.abc import Iterator

import pytest

from tests.conftest import fast_folder
from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey
from tests.e2e.processes import Served, check_quiet, run, served

VIEWER = "{ viewer { tenant subject scopes } }"


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    """Run `heartline serve --sample`."""
    with fast_folder() as data_dir, served(data_dir, "--sample") as service:
        yield service
        assert service.stop() == 0
        check_quiet(service)


def another(running: Served, tenant: str, scopes: str) -> Caller:
    """Be a company whose token `heartline token` prints."""
    done = run(running.data_dir, "token", "--tenant", tenant, "--subject", "me", "--scopes", scopes)
    assert (done.returncode, done.stderr) == (0, "")
    return Caller(running.http, tenant, done.stdout.strip())


def test_what_it_says_first(running: Served):
    """Its addresses, and three tokens, each on one line and good for what it is for."""
    assert all(path in running.said for path in ("/graphql", "/schema.graphql", "/healthz", "/readyz"))
    seen = {subject: running.caller(subject).ask(VIEWER) for subject in running.tokens}
    assert list(seen) == ["frontend", "mobile", "partner"]
    assert {each["tenant"] for each in seen.values()} == {"northline"}
    assert len(seen["frontend"]["scopes"]) == 6
    assert seen["mobile"]["scopes"] == ["feedback:write", "journeys:read"]
    assert seen["partner"]["scopes"] == ["journeys:read", "scores:read"]


def test_the_query_it_says(running: Served):
    """Pasted as it is, it answers with the headline of every journey, for whoever may see scores."""
    query = running.said.partition("A query to paste:")[2]
    for subject in ("frontend", "partner"):
        edges = running.caller(subject).ask(query)["edges"]
        assert [edge["node"]["name"] for edge in edges] == ["Bill and renew", "Fix my outage", "Join"]
        assert all(edge["node"]["score"]["crossChannel"]["status"] == "OK" for edge in edges)


def test_the_second_service_of_a_directory(running: Served):
    """Refuses with exit code 2, naming the directory and who holds it; the first is not disturbed."""
    second = run(running.data_dir, "serve", "--port", "0")
    assert (second.returncode, second.stdout) == (2, "")
    assert f"{running.data_dir} is in use by process {running.process.pid}" in second.stderr
    assert "HEARTLINE_DATA_DIR" in second.stderr
    assert second.stderr.count("\n") == 1
    assert running.caller().ask(VIEWER)["subject"] == "frontend"


def test_a_printed_token_is_believed(running: Served):
    """For the tenant, subject and scopes it was asked for."""
    caller = another(running, "printed", "journeys:read scores:read")
    expected = {"tenant": "printed", "subject": "me", "scopes": ["journeys:read", "scores:read"]}
    assert caller.ask(VIEWER) == expected


def test_seeding_again_adds_nothing(running: Served):
    """Not to the sample, and not to a company with journeys of its own; migrating again does no harm."""
    text = "{ journeys { edges { node { name seq } } } }"
    before = running.caller().ask(text)
    again = run(running.data_dir, "seed")
    assert again.returncode == 0
    assert "Northline: 0 feedback new" in again.stdout
    make_journey(another(running, "own", "journeys:read journeys:write"))
    refused = run(running.data_dir, "seed", "--tenant", "own")
    assert "journeys of its own" in refused.stdout
    assert run(running.data_dir, "migrate").returncode == 0
    assert running.caller().ask(text) == before
