"""Every trick known to be played with tokens, played on the service: nobody gets in, nothing is done."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from service.auth.mint import mint
from service.auth.scopes import Scope
from service.rollups import Rollups
from service.settings import Limits
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.forgery import Forge, Told, introduce, send, written
from tests.e2e.maps import make_journey
from tests.e2e.serving import Service, own_settings, serving
from tests.unit.auth.test_token_tricks import CLAIMS, ES256, HEADER, RS256, SHAPE, SIGNATURE

WHITESPACE = {"a space before", "a space after", "a newline at the end"}
"""What HTTP takes off a header's value: these are the good token."""
MOMENTS = {"iat in the future", "not valid yet"}
"""True for a second only: the service's own clock goes on."""
AHEAD = {
    "iat an hour ahead": lambda s: s.token(iat=s.now + 3_600, exp=s.now + 7_200),
    "nbf an hour ahead": lambda s: s.token(nbf=s.now + 3_600, exp=s.now + 7_200),
}
TABLES = {
    "HS256": {
        **{f"shape: {name}": make for name, make in SHAPE.items() if name not in WHITESPACE},
        **{f"header: {name}": make for name, make in HEADER.items()},
        **{f"signature: {name}": make for name, make in SIGNATURE.items()},
        **{f"claims: {name}": make for name, make in (CLAIMS | AHEAD).items() if name not in MOMENTS},
    },
    "RS256": RS256,
    "ES256": ES256,
}
TRICKS = [
    pytest.param(algorithm, make, id=f"{algorithm} {name}")
    for algorithm, table in TABLES.items()
    for name, make in table.items()
]
QUERY = b'{"query": "{ viewer { tenant } }"}'
MUTATION = b'{"query": "mutation { forgetCustomer(customerRef: \\"x\\") { __typename } }"}'
SUBSCRIPTION = b'{"query": "subscription { scoreUpdated(journeyId: \\"x\\") { seq } }"}'
WAYS = {
    "query": (QUERY, b"Accept: application/json"),
    "mutation": (MUTATION, b"Accept: application/json"),
    "events": (SUBSCRIPTION, b"Accept: text/event-stream"),
}


@pytest.fixture(scope="module")
def forge() -> Forge:
    """Make keys once."""
    return Forge()


@pytest.fixture(scope="module")
def services(mongo_uri: str, forge: Forge) -> Iterator[Callable[[str], Service]]:
    """Run a service for each family of algorithms, on one database."""
    name = f"test-{uuid4().hex}"
    asyncio.run(migrated(mongo_uri, name))
    with ExitStack() as stack:
        yield {
            algorithm: stack.enter_context(
                serving(own_settings(mongo_uri, name, **forge.settings(algorithm)))
            )
            for algorithm in TABLES
        }.__getitem__


def port(service: Service) -> int:
    """Tell where it listens."""
    return service.http.base_url.port or 0


def check_refused(told: Told, token: str) -> None:
    """Hold a refusal to 401 in JSON with a challenge; where it is no HTTP at all, to 400."""
    if told.status == 400:
        assert told.body == {}
        return
    assert (told.status, told.media) == (401, "application/json"), told
    assert told.challenge in {'Bearer error="invalid_token"', "Bearer"}
    [error] = told.body["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert not any(part in error["message"] for part in token.split(".") if len(part) > 10)


@pytest.mark.parametrize(("algorithm", "make"), TRICKS)
def test_a_trick_opens_nothing(services, forge, stored_at, algorithm, make):
    """Neither a query, a mutation, a stream of events nor a socket; nothing is stored for it."""
    service, token = services(algorithm), make(forge) if callable(make) else make
    before = stored_at(service)
    for body, accept in WAYS.values():
        told = send(port(service), (b"Authorization: Bearer " + written(token), accept), body)
        check_refused(told, token)
    code, reason = introduce(port(service), {"authorization": f"Bearer {token}"})
    assert code in {4403, 4400, 1009}, reason
    assert not any(part in reason for part in token.split(".") if len(part) > 10)
    assert stored_at(service) == before


@pytest.fixture
def stored_at(mongo_client):
    """Give a look behind a service's back: how much it has stored."""

    def look(service: Service) -> dict[str, int]:
        database = mongo_client[service.settings.mongo_database]
        return {
            each: database[each].estimated_document_count() for each in ("feedback", "journeys", "changes")
        }

    return look


@pytest.mark.parametrize("algorithm", ["HS256", "RS256", "ES256"])
def test_the_good_token_opens_all(services, forge, algorithm):
    """Each trick changes one thing of a token that is let in."""
    service, token = services(algorithm), forge.token(algorithm)
    header = (b"Authorization: Bearer " + token.encode(),)
    assert send(port(service), header, QUERY).body == {"data": {"viewer": {"tenant": "northline"}}}
    assert "errors" not in send(port(service), header, MUTATION).body
    assert introduce(port(service), {"authorization": f"Bearer {token}"}) == (0, "")


def test_a_token_that_expires_meanwhile(mongo_uri, monkeypatch):
    """What was let in is answered, though the token expires while it is being done; the next one is not."""
    name, real = f"test-{uuid4().hex}", Rollups.scores
    asyncio.run(migrated(mongo_uri, name))

    async def slow(*asked):
        await asyncio.sleep(2.5)
        return await real(*asked)

    monkeypatch.setattr(Rollups, "scores", slow)
    with serving(own_settings(mongo_uri, name, limits=Limits(token_leeway_seconds=0))) as service:
        caller = service.newcomer()
        journey, secret = make_journey(caller)["id"], (service.settings.jwt_secret or "").encode()
        names = {"issuer": "heartline", "audience": "heartline", "now": datetime.now(UTC)}
        token = mint(secret, caller.tenant, "brief", Scope, timedelta(seconds=2), **names)
        brief = Caller(service.http, caller.tenant, token)
        document = "query($id: ID!) { journey(id: $id) { score { n } } }"
        assert brief.ask(document, id=journey) == {"score": {"n": 0}}
        assert brief.send(document, id=journey).status_code == 401


SENT = {
    "two good ones": [b"Authorization: Bearer %b", b"Authorization: Bearer %b"],
    "a good one after a bad one": [b"Authorization: Bearer bad", b"Authorization: Bearer %b"],
    "a good one before a bad one": [b"Authorization: Bearer %b", b"Authorization: Bearer bad"],
    "two in one": [b"Authorization: Bearer %b, Bearer %b"],
    "two in one, by a space": [b"Authorization: Bearer %b %b"],
    "no scheme": [b"Authorization: %b"],
    "another scheme": [b"Authorization: Basic %b"],
    "a scheme with a colon": [b"Authorization: Bearer: %b"],
    "a scheme in quotes": [b'Authorization: "Bearer" %b'],
    "the scheme twice": [b"Authorization: Bearer Bearer %b"],
    "a parameter": [b"Authorization: Bearer token=%b"],
    "a tab": [b"Authorization: Bearer\t%b"],
    "a comma at the end": [b"Authorization: Bearer %b,"],
    "a folded line": [b"Authorization: Bearer", b" %b"],
    "empty": [b"Authorization:"],
    "the scheme alone": [b"Authorization: Bearer "],
    "for a proxy": [b"Proxy-Authorization: Bearer %b"],
    "forwarded": [b"X-Forwarded-Authorization: Bearer %b", b"X-Forwarded-User: maya"],
    "a cookie": [b"Cookie: token=%b; access_token=%b; Authorization=Bearer %b"],
    "an underscore": [b"Authorization_: Bearer %b"],
}


@pytest.mark.parametrize("name", SENT)
def test_a_token_that_is_not_sent_as_it_should(services, forge, name):
    """A good token counts in one header, once: what a proxy and we might read differently is refused."""
    token = forge.token().encode()
    headers = [line.replace(b"%b", token) for line in SENT[name]]
    for body, accept in WAYS.values():
        check_refused(send(port(services("HS256")), (*headers, accept), body), token.decode())


@pytest.mark.parametrize("path", [b"/graphql?access_token=%b", b"/graphql?authorization=Bearer+%b&token=%b"])
def test_a_token_in_the_address(services, forge, path):
    """Addresses are logged on the way: a token in one is not looked at."""
    token = forge.token().encode()
    told = send(port(services("HS256")), (), QUERY, path.replace(b"%b", token))
    check_refused(told, token.decode())


@pytest.mark.parametrize(
    "payload",
    [
        None,
        {},
        {"authorization": None},
        {"authorization": ""},
        {"authorization": {"$ne": ""}},
        {"authorization": ["Bearer %b"]},
        {"authorization": "Basic %b"},
        {"authorization": "Bearer %b, Bearer %b"},
        {"authorization": "Bearer bad", "Authorization": "Bearer %b"},
        {"token": "%b"},
        {"headers": {"authorization": "Bearer %b"}},
        {"AUTHORIZATION": "Bearer %b"},
    ],
)
def test_a_payload_that_introduces_nobody(services, forge, payload):
    """A socket is opened by `authorization` in the payload of connection_init; anything else is 4403."""

    def filled(value):
        match value:
            case str():
                return value.replace("%b", forge.token())
            case dict():
                return {key: filled(each) for key, each in value.items()}
            case list():
                return [filled(each) for each in value]
        return value

    code, reason = introduce(port(services("HS256")), filled(payload))
    assert code == 4403
    assert forge.token() not in reason
