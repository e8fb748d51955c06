"""The header of a token: read before anything is believed, so it may only narrow what is tried."""

import re
from base64 import urlsafe_b64decode

from service.auth.strict_json import read_object
from service.errors import Unauthenticated

KEY_ID_CHARACTERS = 256

_COMPACT = re.compile(r"([A-Za-z0-9_-]++)\.[A-Za-z0-9_-]++\.[A-Za-z0-9_-]++")
_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
# A header that brings a key of its own, wants an extension understood, or wraps another format.
_REFUSED = frozenset({"crit", "jku", "jwk", "x5u", "x5c", "b64", "zip", "enc", "cty"})


def read_key_id(token: str, algorithm: str) -> str | None:
    """Check a compact token's header and return the `kid` it names, or None.

    `algorithm` comes from the settings and the header must name exactly it: a token never chooses how it is
    verified (RFC 8725, 3.1 and 3.2). Raises Unauthenticated.
    """
    header = _read(token)
    if header.get("alg") != algorithm:
        raise Unauthenticated(f"The token must be signed with {algorithm}.")
    refused = sorted(_REFUSED & header.keys())
    if refused:
        raise Unauthenticated(
            f'The token\'s header must not have "{refused[0]}"; ask for a plain signed JWT.'
        )
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.lower() not in _TYPES:
        raise Unauthenticated('The token\'s header "typ" must be JWT or at+jwt; send an access token.')
    return _key_id(header)


def _read(token: str) -> dict[str, object]:
    compact = _COMPACT.fullmatch(token)
    if compact is None:
        raise Unauthenticated("The token is no signed JWT; send its three parts, joined by dots.")
    encoded = compact[1]
    try:
        return read_object(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except ValueError:
        raise Unauthenticated("The token's header cannot be read; send the token as issued.") from None


def _key_id(header: dict[str, object]) -> str | None:
    key_id = header.get("kid")
    if "kid" not in header:
        return None
    if not isinstance(key_id, str) or not 0 < len(key_id) <= KEY_ID_CHARACTERS:
        raise Unauthenticated(f'The token\'s header "kid" must be 1 to {KEY_ID_CHARACTERS} characters.')
    return key_id
