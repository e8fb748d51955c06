"""Whose signatures the settings trust."""

from service.auth.address import key_set_reader
from service.auth.jwks import KeySet
from service.auth.keys import Keys, OnlyKey, read_public_key
from service.auth.secrets import Secrets
from service.errors import ConfigurationError
from service.settings import Settings


def trusted_keys(settings: Settings, secrets: Secrets) -> Keys:
    """Find the keys tokens are verified with: one source, for the one algorithm of the settings.

    Raises ConfigurationError when there is no source, more than one, or one that does not suit.
    """
    algorithm, pem, address = settings.jwt_algorithm, settings.jwt_public_key, settings.jwt_jwks_url
    if secrets.jwt is not None:
        if pem or address:
            raise ConfigurationError(
                "HEARTLINE_JWT_ALGORITHM is HS256, which takes no public key; set it to RS256 or ES256, "
                "or unset HEARTLINE_JWT_PUBLIC_KEY and HEARTLINE_JWT_JWKS_URL."
            )
        return OnlyKey(secrets.jwt)
    if pem and address:
        raise ConfigurationError("Set either HEARTLINE_JWT_PUBLIC_KEY or HEARTLINE_JWT_JWKS_URL, not both.")
    if pem:
        return OnlyKey(read_public_key(pem, algorithm))
    if address:
        return KeySet(algorithm, key_set_reader(address, production=settings.production))
    raise ConfigurationError(
        f"HEARTLINE_JWT_ALGORITHM is {algorithm}; set HEARTLINE_JWT_PUBLIC_KEY or HEARTLINE_JWT_JWKS_URL."
    )
