"""Tokens the service makes itself."""

from datetime import timedelta

import jwt
import pytest

from service.auth.mint import mint
from service.auth.scopes import Scope
from service.errors import BadUserInput


@pytest.fixture
def make(smithy, now):
    """Mint with good arguments, some of them changed."""

    def make(**changes):
        arguments = {
            "secret": smithy.secret,
            "tenant": "northline",
            "subject": "maya",
            "scopes": [Scope.SCORES_READ, Scope.JOURNEYS_READ],
            "ttl": timedelta(hours=1),
            "issuer": "heartline",
            "audience": "heartline",
            "now": now,
        }
        return mint(**(arguments | changes))

    return make


async def test_a_minted_token_is_believed(make, smithy, now):
    """The verifier accepts what the mint makes, with the very values asked for."""
    principal = await smithy.bearer().verify(make(), now)
    assert (principal.tenant, principal.subject) == ("northline", "maya")
    assert principal.scopes == {Scope.JOURNEYS_READ, Scope.SCORES_READ}
    assert principal.expires_at == now + timedelta(hours=1)


def test_a_minted_token_says_just_this(make, smithy):
    """Seven claims, no more, and a header of type and algorithm."""
    token = make()
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
    assert jwt.decode(token, options={"verify_signature": False}) == {
        "iss": "heartline",
        "aud": "heartline",
        "sub": "maya",
        "tenant": "northline",
        "scope": "journeys:read scores:read",
        "iat": smithy.now,
        "exp": smithy.now + 3_600,
    }


@pytest.mark.parametrize("ttl", [timedelta(seconds=1), timedelta(hours=24)])
async def test_the_shortest_and_the_longest_life_are_believed(ttl, make, smithy, now):
    """Both ends of the range make tokens that hold."""
    assert (await smithy.bearer().verify(make(ttl=ttl), now)).expires_at == now + ttl


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tenant", ""),
        ("tenant", "n" * 129),
        ("tenant", "north\0line"),
        ("tenant", " northline"),
        ("subject", ""),
        ("subject", "m" * 256),
        ("subject", "maya\n"),
        ("ttl", timedelta(0)),
        ("ttl", timedelta(seconds=-1)),
        ("ttl", timedelta(hours=24, seconds=1)),
    ],
)
def test_what_no_verifier_would_believe_is_not_made(name, value, make):
    """The refusal names the argument."""
    with pytest.raises(BadUserInput, match=rf"^{name} must be"):
        make(**{name: value})
