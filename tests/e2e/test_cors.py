"""Pages of other origins: those that are named may read answers, all others nothing; by default nobody."""

from collections.abc import Iterator

import pytest

from service.settings import Settings
from tests.e2e.caller import Caller
from tests.e2e.conftest import own_service
from tests.e2e.maps import make_journey
from tests.e2e.refusals import check_refused
from tests.e2e.serving import Service

APP, EVIL = {"Origin": "https://app.example.com"}, {"Origin": "https://app.example.com.evil.test"}
ASKS = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}
ALLOWED = "access-control-allow-origin"
ASK = {"query": "{ viewer { tenant } }"}


@pytest.fixture(scope="module")
def shared(mongo_uri: str) -> Iterator[Service]:
    """Run a service that one origin may read."""
    with own_service(mongo_uri, cors_origins="https://app.example.com, http://localhost:3000") as service:
        yield service


@pytest.fixture
def client(shared: Service) -> Caller:
    """Be a company that has nothing yet."""
    return shared.newcomer()


def test_nobody_by_default(service: Service):
    """No header allows a page anything; its preflight is a method like any other that is not there."""
    assert service.http.options("/graphql", headers={**APP, **ASKS}).status_code == 405
    answered = service.http.post("/graphql", json=ASK, headers={**service.newcomer().headers, **APP})
    assert answered.status_code == 200
    assert not [name for name in answered.headers if name.startswith("access-control")]


def test_a_named_origin(client: Caller):
    """It may send tokens and JSON, and read answers, refusals, and when to come again; never cookies."""
    for path in ("/graphql", "/graphql/"):
        preflight = client.http.options(path, headers={**APP, **ASKS})
        assert (preflight.status_code, preflight.headers[ALLOWED]) == (200, APP["Origin"])
        assert {"Authorization", "Content-Type"} <= {
            *preflight.headers["access-control-allow-headers"].split(", ")
        }
        assert "access-control-allow-credentials" not in preflight.headers
    for headers, status in ((client.headers, 200), ({}, 401)):
        answer = client.http.post("/graphql", json=ASK, headers={**headers, **APP})
        assert (answer.status_code, answer.headers[ALLOWED]) == (status, APP["Origin"])
        assert "Retry-After" in answer.headers["access-control-expose-headers"]
        assert "Origin" in answer.headers["vary"]


def test_another_origin(client: Caller):
    """Its preflight is refused in JSON, its answers carry no permission to be read."""
    check_refused(
        client.http.options("/graphql", headers={**EVIL, **ASKS}), "BAD_USER_INPUT", "HEARTLINE_CORS"
    )
    answer = client.http.post("/graphql", json=ASK, headers={**client.headers, **EVIL})
    assert ALLOWED not in answer.headers


def test_a_stream(client: Caller):
    """Server-sent events come to a named origin as they happen."""
    follow = "subscription($id: ID!) { scoreUpdated(journeyId: $id) { kind } }"
    told = {"query": follow, "variables": {"id": make_journey(client)["id"]}}
    headers = {**client.headers, **APP, "Accept": "text/event-stream"}
    with client.http.stream("POST", "/graphql", json=told, headers=headers) as response:
        assert response.headers[ALLOWED] == APP["Origin"]
        first = next(line for line in response.iter_lines() if line.startswith("data:"))
    assert '"SNAPSHOT"' in first


def test_elsewhere(shared: Service):
    """What is not the API is no other page's business: neither numbers nor GraphiQL with its token."""
    for path in ("/metrics", "/graphiql", "/healthz"):
        assert ALLOWED not in shared.http.get(path, headers=APP).headers


@pytest.mark.parametrize(
    "told", ["app.example.com", "https://a/b", "ftp://a", "https://", "null", "https://a b"]
)
def test_what_is_no_origin(monkeypatch: pytest.MonkeyPatch, told: str):
    """A setting that no browser would ever send is refused at the start."""
    monkeypatch.setenv("HEARTLINE_CORS_ORIGINS", told)
    with pytest.raises(ValueError, match="cors_origins"):
        Settings()


def test_the_setting(monkeypatch: pytest.MonkeyPatch):
    """Origins are parted by commas or blanks; none are none."""
    for told, origins in (
        ("", ()),
        ("*", ("*",)),
        ("https://a,http://b:1  https://c", ("https://a", "http://b:1", "https://c")),
    ):
        monkeypatch.setenv("HEARTLINE_CORS_ORIGINS", told)
        assert Settings().cors_origins == origins
