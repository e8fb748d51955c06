"""Tokens made by the service itself: for development, and by `heartline token`."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import jwt

from service.auth.claims import SUBJECT_CHARACTERS, TENANT_CHARACTERS, is_name
from service.auth.scopes import Scope
from service.errors import BadUserInput

LONGEST_TTL = timedelta(hours=24)


def mint(
    secret: bytes,
    tenant: str,
    subject: str,
    scopes: Iterable[Scope],
    ttl: timedelta,
    *,
    issuer: str,
    audience: str,
    now: datetime,
) -> str:
    """Make an HS256 token that lives `ttl` (1 s to 24 h, whole seconds) from `now`.

    Raises BadUserInput naming the argument that no verifier would accept.
    """
    if not is_name(tenant, TENANT_CHARACTERS):
        raise BadUserInput(f"tenant must be 1 to {TENANT_CHARACTERS} printable characters.")
    if not is_name(subject, SUBJECT_CHARACTERS):
        raise BadUserInput(f"subject must be 1 to {SUBJECT_CHARACTERS} printable characters.")
    if not timedelta(seconds=1) <= ttl <= LONGEST_TTL:
        raise BadUserInput("ttl must be between 1 second and 24 hours.")
    issued = int(now.timestamp())
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "tenant": tenant,
        "scope": " ".join(sorted(scopes)),
        "iat": issued,
        "exp": issued + int(ttl.total_seconds()),
    }
    return jwt.encode(claims, secret, algorithm="HS256")
