"""What a good token proves, for how long, and at what price."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from service.auth.bearer import Bearer, parse_authorization
from service.auth.keys import OnlyKey
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.errors import Unauthenticated
from service.settings import Limits, Settings

FAMILIES = ["HS256", "RS256", "ES256"]


class Turnstile:
    """Keys that count how often they are asked for, and can be taken away."""

    def __init__(self, key):
        self.key = key
        self.asked = 0

    async def find(self, key_id):
        """Return the key, whatever its name, while there is one."""
        self.asked += 1
        if self.key is None:
            raise Unauthenticated(f"No key {key_id}.")
        return self.key


@pytest.fixture
def turnstile(smithy):
    """Guard the HS256 key."""
    return Turnstile(smithy.secret)


@pytest.mark.parametrize("algorithm", FAMILIES)
async def test_a_good_token_proves_its_principal(algorithm, smithy, now):
    """Tenant, subject, scopes and expiry are those of the claims, in each family."""
    principal = await smithy.bearer(algorithm).verify(smithy.token(algorithm), now)
    assert principal == Principal(
        tenant="northline",
        subject="maya",
        scopes=frozenset(Scope),
        expires_at=datetime(2026, 3, 1, 13, tzinfo=UTC),
    )


@pytest.mark.parametrize("algorithm", FAMILIES)
async def test_a_token_of_any_library_is_good(algorithm, smithy, now):
    """What PyJWT's own encoder makes is accepted, not only what these tests forge."""
    token = jwt.encode(
        smithy.claims(), smithy.private[algorithm], algorithm=algorithm, headers={"kid": "2026"}
    )
    assert (await smithy.bearer(algorithm).verify(token, now)).tenant == "northline"


@pytest.mark.parametrize(
    "header",
    [
        {"typ": ...},
        {"typ": "jwt"},
        {"typ": "at+jwt"},
        {"typ": "application/at+jwt"},
        {"kid": "k" * 256},
        {"x5t": "a"},
    ],
)
async def test_a_harmless_header_is_fine(header, smithy, now):
    """The type is optional and free in case; a name of the key and a thumbprint choose nothing."""
    assert await smithy.bearer().verify(smithy.token(header=header), now)


@pytest.mark.parametrize(
    ("claims", "scopes"),
    [
        ({"scope": ""}, set()),
        ({"scope": "openid profile scores:*"}, set()),
        ({"scope": "scores:read scores:read"}, {Scope.SCORES_READ}),
        ({"scope": " scores:read  feedback:write "}, {Scope.SCORES_READ, Scope.FEEDBACK_WRITE}),
        ({"scope": "Scores:Read scores:read\tfeedback:read"}, set()),
        ({"aud": ["billing", "heartline"], "scope": "scores:read"}, {Scope.SCORES_READ}),
    ],
)
async def test_only_known_scopes_count(claims, scopes, smithy, now):
    """Unknown scopes are another service's and allow nothing; only a space separates."""
    assert (await smithy.bearer().verify(smithy.token(**claims), now)).scopes == scopes


@pytest.mark.parametrize(
    "claims",
    [
        {"iat": 1_772_366_430},  # 30 s ahead of now
        {"nbf": 1_772_366_430},
        {"iat": 1_772_366_400 - 7_200, "exp": 1_772_366_371},  # 29 s ago
        {"exp": 1_772_366_400 + 86_400},  # a day after now
        {"iat": 1_772_366_399.5, "exp": 1_772_366_460.25},
        {"tenant": "n" * 128, "sub": "m" * 255},
        {"tenant": "Bäckerei 北", "sub": "zoë o'neil"},
    ],
)
async def test_the_edges_are_inside(claims, smithy, now):
    """Thirty seconds of clock difference are forgiven, a day is lived, and names may be in any script."""
    assert await smithy.bearer().verify(smithy.token(**claims), now)


async def test_a_verified_token_is_not_verified_again_within_a_minute(smithy, turnstile, now):
    """A hot token asks for no key for 60 s, then does again."""
    bearer, token = smithy.bearer(keys=turnstile), smithy.token()
    first = await bearer.verify(token, now)
    assert await bearer.verify(token, now + timedelta(seconds=59.9)) is first
    assert turnstile.asked == 1
    assert await bearer.verify(token, now + timedelta(seconds=60)) == first
    assert turnstile.asked == 2


async def test_a_taken_key_is_honoured_for_a_minute_at_most(smithy, turnstile, now):
    """Revocation by taking the key away is bounded by the memory of verified tokens."""
    bearer, token = smithy.bearer(keys=turnstile), smithy.token()
    await bearer.verify(token, now)
    turnstile.key = None
    assert await bearer.verify(token, now + timedelta(seconds=59))
    with pytest.raises(Unauthenticated, match="No key"):
        await bearer.verify(token, now + timedelta(seconds=60))
    with pytest.raises(Unauthenticated, match="No key"):
        await bearer.verify(token, now)


async def test_the_memory_never_outlives_the_token(smithy, turnstile, now):
    """At its expiry a remembered token is verified afresh, and past the leeway it is refused."""
    bearer, token = smithy.bearer(keys=turnstile), smithy.token(exp=smithy.now + 10)
    await bearer.verify(token, now)
    assert await bearer.verify(token, now + timedelta(seconds=10))
    assert turnstile.asked == 2
    with pytest.raises(Unauthenticated, match="expired"):
        await bearer.verify(token, now + timedelta(seconds=40))


async def test_a_clock_set_back_makes_it_verify_again(smithy, turnstile, now):
    """What was remembered in what is now the future answers nothing: an age below zero would never end."""
    bearer, token = smithy.bearer(keys=turnstile), smithy.token(iat=smithy.now - 60)
    await bearer.verify(token, now)
    await bearer.verify(token, now - timedelta(seconds=5))
    assert turnstile.asked == 2


async def test_one_changed_character_is_another_token(smithy, now):
    """A remembered token lends nothing to a neighbour that differs in its signature alone."""
    bearer, token = smithy.bearer(), smithy.token()
    await bearer.verify(token, now)
    other = token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]
    with pytest.raises(Unauthenticated, match="signature"):
        await bearer.verify(other, now)


async def test_the_settings_decide(smithy, now):
    """Algorithm, issuer, audience and the token limits come from the settings, and from nowhere else."""
    settings = Settings(
        jwt_algorithm="ES256",
        jwt_issuer="https://id.example",
        jwt_audience="api",
        limits=Limits(token_bytes=600, token_lifetime_seconds=60, token_leeway_seconds=0),
    )
    bearer = Bearer.of(settings, OnlyKey(smithy.public["ES256"]))
    mine = {"iss": "https://id.example", "aud": "api", "exp": smithy.now + 60}
    assert (await bearer.verify(smithy.token("ES256", **mine), now)).subject == "maya"
    for change in ({"iss": "heartline"}, {"aud": "heartline"}, {"exp": smithy.now + 61}, {"note": "x" * 600}):
        with pytest.raises(Unauthenticated):
            await bearer.verify(smithy.token("ES256", **(mine | change)), now)
    with pytest.raises(Unauthenticated, match="expired"):
        await bearer.verify(smithy.token("ES256", **mine), now + timedelta(seconds=60))


@pytest.mark.parametrize("header", ["Bearer a.b.c", "bearer a.b.c", "BEARER a.b.c", "Bearer   a.b.c"])
def test_the_scheme_is_free_in_case(header):
    """However the scheme is written, the token comes out whole."""
    assert parse_authorization(header) == "a.b.c"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "a.b.c",
        "Basic bWF5YTpzZWNyZXQ=",
        "Bearer a.b.c d.e.f",
        "Bearer a.b.c, Bearer d.e.f",
        "Bearer a.b.c,d.e.f",
        "Bearer\ta.b.c",
        "Bearer a.b.c ",
        " Bearer a.b.c",
        "Bearer a.b.c\n",
        'Bearer "a.b.c"',
        "Bearer: a.b.c",
        "Bearera.b.c",
        "Bearer =abc",
        "Bearer a.b.ç",
        "\u212aearer a.b.c",
        "Bearer token=a.b.c; x",
    ],
)
def test_a_header_without_exactly_one_token_says_how_to_send_it(header):
    """Anything but one bearer token is refused with the form of the header, and without repeating it."""
    with pytest.raises(Unauthenticated, match=r"`Authorization: Bearer <token>`") as refused:
        parse_authorization(header)
    assert "a.b.c" not in refused.value.message
