"""Who may ask what: every root field, without a token, without its scope, as another company, and with it."""

from datetime import UTC, datetime, timedelta

import pytest

from schema.build import build_schema, core_of
from service.auth.mint import mint
from service.auth.scopes import Scope
from tests.e2e.roots import MUTATIONS, OURS, QUERIES, ROOTS, Ids
from tests.e2e.serving import EVERY_SCOPE

FIELDS = sorted(ROOTS)
SCOPED = sorted((name, scope) for name, root in ROOTS.items() for scope in root.needs)


@pytest.fixture(scope="module")
def ours(service):
    """Found a company that nobody below may see or change."""
    caller = service.newcomer()
    return caller, Ids.founded(caller)


def test_every_root_field_has_its_row():
    """A field added to the API is tried here too, or this fails."""
    core = core_of(build_schema())
    assert set(core.query_type.fields) == set(QUERIES)
    assert set(core.mutation_type.fields) == set(MUTATIONS)


@pytest.mark.parametrize("name", FIELDS)
def test_without_a_token(service, ours, stored, name):
    """401 in JSON, told how to send a token; nothing is done."""
    _, ids = ours
    before = stored()
    body = {"query": ROOTS[name].operation, "variables": ROOTS[name].told(ids)}
    response = service.http.post("/graphql", json=body)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert response.headers["content-type"] == "application/json"
    message = "Send a bearer token in the header `Authorization: Bearer <token>`."
    assert response.json() == {"errors": [{"message": message, "extensions": {"code": "UNAUTHENTICATED"}}]}
    assert stored() == before


@pytest.mark.parametrize(("name", "scope"), SCOPED)
def test_without_a_scope(service, ours, stored, name, scope):
    """With every scope but one it takes: FORBIDDEN naming that one, no data; nothing is done."""
    caller, ids = ours
    before = stored()
    poorer = service.caller(caller.tenant, EVERY_SCOPE - {scope})
    answer = poorer.answer(ROOTS[name].operation, **ROOTS[name].told(ids))
    [error] = answer["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("FORBIDDEN", [name])
    assert error["message"] == f"This needs a token with the scope {scope}."
    assert answer["data"] in (None, {name: None})
    assert stored() == before


@pytest.mark.parametrize("name", FIELDS)
def test_as_another_company(service, ours, stored, name):
    """Our ids are answered exactly as ids that nobody has: byte for byte, apart from the ids asked for."""
    root, (_, ids) = ROOTS[name], ours
    stranger, nobody = service.newcomer(), Ids.unknown()
    before = stored()
    foreign = stranger.send(root.operation, **root.told(ids))
    unknown = stranger.send(root.operation, **root.told(nobody))
    assert ids.blacked_out(foreign.text) == nobody.blacked_out(unknown.text)
    assert foreign.status_code == unknown.status_code == 200
    assert "VALIDATION" not in foreign.text
    assert OURS not in foreign.text
    assert stored() == before


@pytest.mark.parametrize("name", FIELDS)
def test_with_the_scopes(service, name):
    """With exactly the scopes it takes, it works."""
    root, owner = ROOTS[name], service.newcomer()
    answer = service.caller(owner.tenant, root.needs).ask(root.operation, **root.told(Ids.founded(owner)))
    assert answer
    if root.done:
        assert answer["__typename"] == root.done


def test_a_token_goes_into_one_header_only(service):
    """Not in the address, not in a cookie, not twice, not under another scheme, and only as it was issued."""
    token = service.token("t-any")
    asking = {"json": {"query": "{ viewer { tenant } }"}}
    tries = [
        {"params": {"access_token": token}},
        {"headers": {"Cookie": f"Authorization=Bearer {token}"}},
        {"headers": [("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")]},
        {"headers": {"Authorization": f"Basic {token}"}},
        {"headers": {"Authorization": token}},
        {"headers": {"Authorization": f"Bearer {token[:-2]}"}},
        {"headers": {"Authorization": f"Bearer {token}\u00e9".encode("latin-1")}},
        {"headers": {"Authorization": "Bearer " + "x" * 5_000}},
    ]
    for wrong in tries:
        response = service.http.post("/graphql", **asking, **wrong)
        assert response.status_code == 401, wrong
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
        assert token not in response.text


def test_a_token_past_its_time(service):
    """401 that says so; one that ends within the leeway still holds."""
    settings = service.settings
    names = {"issuer": settings.jwt_issuer, "audience": settings.jwt_audience}
    ended = {}
    for late in (25, 40):
        then = datetime.now(UTC) - timedelta(seconds=60 + late)
        token = mint(settings.jwt_secret.encode(), "t-any", "me", [], timedelta(minutes=1), now=then, **names)
        headers = {"Authorization": f"Bearer {token}"}
        ended[late] = service.http.post("/graphql", json={"query": "{ viewer { tenant } }"}, headers=headers)
    assert (ended[25].status_code, ended[40].status_code) == (200, 401)
    assert "expired" in ended[40].json()["errors"][0]["message"]
    assert ended[40].headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_who_is_asking(service):
    """The viewer is what the token says, whatever scopes it has."""
    token = service.token("t-any", frozenset({Scope.SCORES_READ, Scope.FEEDBACK_WRITE}), "phone 7")
    query = {"query": "{ viewer { tenant subject scopes } }"}
    response = service.http.post("/graphql", json=query, headers={"Authorization": f"Bearer {token}"})
    expected = {"tenant": "t-any", "subject": "phone 7", "scopes": ["feedback:write", "scores:read"]}
    assert response.json()["data"]["viewer"] == expected
