"""Keys that tokens are verified with."""

from typing import Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from jwt import InvalidKeyError, get_algorithm_by_name

from service.errors import ConfigurationError

RSA_BITS = 2048

PublicKey = RSAPublicKey | EllipticCurvePublicKey
Key = bytes | PublicKey


class Keys(Protocol):
    """Finds the key a token was signed with."""

    async def find(self, key_id: str | None) -> Key:
        """Return the key named `key_id`, or the only one when None; raises Unauthenticated without one."""


class OnlyKey:
    """One key for every token, whatever `kid` it names."""

    def __init__(self, key: Key) -> None:
        self._key = key

    async def find(self, key_id: str | None) -> Key:  # noqa: ARG002  there is nothing to choose from
        """Return the key."""
        return self._key


def fits(key: object, algorithm: str) -> bool:
    """Tell whether `key` is a public key for RS256 (2,048 bits or more) or ES256 (the curve P-256)."""
    if algorithm == "RS256":
        return isinstance(key, RSAPublicKey) and key.key_size >= RSA_BITS
    return isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)


def read_hmac_key(secret: bytes) -> bytes:
    """Return `secret` unless it is a public or private key or certificate: raises ConfigurationError then.

    Everybody may know a public key, so whoever took one for a secret would believe everybody.
    """
    try:
        get_algorithm_by_name("HS256").prepare_key(secret)
    except InvalidKeyError:
        raise ConfigurationError(
            "HEARTLINE_JWT_SECRET holds a key of RS256 or ES256, which is no secret; "
            "set HEARTLINE_JWT_PUBLIC_KEY and HEARTLINE_JWT_ALGORITHM instead."
        ) from None
    return secret


def read_public_key(pem: str, algorithm: str) -> PublicKey:
    r"""Read the public key of a PEM text, whose lines may end in a literal \n; raises ConfigurationError."""
    try:
        key = load_pem_public_key(pem.replace("\\n", "\n").encode())
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if isinstance(key, PublicKey) and fits(key, algorithm):
        return key
    wanted = f"RSA, {RSA_BITS} bits or more" if algorithm == "RS256" else "on the curve P-256"
    raise ConfigurationError(
        f"HEARTLINE_JWT_PUBLIC_KEY holds no public key for {algorithm}; "
        f"give one in PEM (-----BEGIN PUBLIC KEY-----), {wanted}."
    )
