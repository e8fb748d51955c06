"""Which source of keys the settings name, and which settings are refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.auth.jwks import KeySet
from service.auth.secrets import Secrets
from service.auth.trust import trusted_keys
from service.errors import ConfigurationError
from service.settings import Settings


def trust(jwt_secret=None, **settings):
    """Find the keys for these settings."""
    return trusted_keys(Settings(**settings), Secrets(jwt_secret, b"r" * 32))


async def test_hs256_is_verified_by_the_secret(smithy, now):
    """The installation's own secret verifies, whatever key a token names."""
    bearer = smithy.bearer("HS256", trust(smithy.secret))
    assert await bearer.verify(smithy.token(header={"kid": "any"}), now)


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_a_public_key_in_the_settings_verifies(algorithm, smithy, now):
    """A PEM text serves as it is, and with its line ends written out, as environment files have them."""
    for pem in (smithy.pems[algorithm], smithy.pems[algorithm].replace("\n", "\\n")):
        keys = trust(jwt_algorithm=algorithm, jwt_public_key=pem)
        assert await smithy.bearer(algorithm, keys).verify(smithy.token(algorithm), now)


@pytest.mark.parametrize(
    "address", ["https://id.example/keys", "http://127.0.0.1:1/keys", "http://[::1]/keys"]
)
def test_a_key_set_is_not_read_before_it_is_needed(address):
    """The service starts though its issuer is away, in production too."""
    keys = trust(jwt_algorithm="RS256", jwt_jwks_url=address, env="production")
    assert isinstance(keys, KeySet)


def test_development_may_use_plain_http():
    """A compose file's issuer needs no certificate."""
    assert isinstance(trust(jwt_algorithm="ES256", jwt_jwks_url="http://issuer:8080/keys"), KeySet)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"jwt_algorithm": "RS256"}, "HEARTLINE_JWT_PUBLIC_KEY or HEARTLINE_JWT_JWKS_URL"),
        (
            {"jwt_algorithm": "ES256", "jwt_public_key": ""},
            "HEARTLINE_JWT_PUBLIC_KEY or HEARTLINE_JWT_JWKS_URL",
        ),
        (
            {"jwt_algorithm": "RS256", "jwt_public_key": "RS256", "jwt_jwks_url": "https://a.example"},
            "not both",
        ),
        ({"jwt_algorithm": "RS256", "jwt_public_key": "ES256"}, "RSA, 2048 bits or more"),
        ({"jwt_algorithm": "ES256", "jwt_public_key": "RS256"}, "on the curve P-256"),
        ({"jwt_algorithm": "RS256", "jwt_public_key": "weak"}, "2048 bits"),
        ({"jwt_algorithm": "ES256", "jwt_public_key": "other curve"}, "P-256"),
        ({"jwt_algorithm": "RS256", "jwt_public_key": "private"}, "BEGIN PUBLIC KEY"),
        ({"jwt_algorithm": "RS256", "jwt_public_key": "not a key"}, "BEGIN PUBLIC KEY"),
        ({"jwt_algorithm": "RS256", "jwt_jwks_url": "ftp://a.example/keys"}, "https: address or a file"),
        ({"jwt_algorithm": "RS256", "jwt_jwks_url": "https:///keys"}, "https: address or a file"),
        ({"jwt_algorithm": "RS256", "jwt_jwks_url": "/nowhere/keys.json"}, "/nowhere/keys.json"),
        (
            {"jwt_algorithm": "RS256", "jwt_jwks_url": "http://id.example/keys", "env": "production"},
            "must start with https:",
        ),
    ],
)
def test_unsafe_or_missing_sources_are_refused(settings, named, smithy):
    """The service does not start, and the message names the setting and the fix."""
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505  made to be refused
    pems = smithy.pems | {
        "weak": smithy.pem(weak),
        "other curve": smithy.pem(ec.generate_private_key(ec.SECP384R1())),
        "private": smithy.rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    }
    if "jwt_public_key" in settings:
        settings = settings | {
            "jwt_public_key": pems.get(settings["jwt_public_key"], settings["jwt_public_key"])
        }
    with pytest.raises(ConfigurationError, match="HEARTLINE_JWT_") as refused:
        trust(**settings)
    assert named in str(refused.value)
    assert "PRIVATE" not in str(refused.value)


@pytest.mark.parametrize("source", ["jwt_public_key", "jwt_jwks_url"])
def test_a_secret_and_a_public_key_are_never_both_trusted(source, smithy):
    """HS256 beside a public key is the beginning of every confusion of the two: refused."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_JWT_ALGORITHM is HS256"):
        trust(smithy.secret, **{source: smithy.pems["RS256"]})
