"""Secrets that tests give to processes, and tokens made with them."""

import secrets
from datetime import UTC, datetime, timedelta

from service.auth.mint import mint
from service.auth.scopes import Scope

SECRETS = {"HEARTLINE_JWT_SECRET": secrets.token_hex(32), "HEARTLINE_REFS_KEY": secrets.token_hex(32)}


def bearer(tenant: str, ttl: timedelta = timedelta(hours=1)) -> str:
    """Make a token with every scope that a process with these secrets believes."""
    names = {"issuer": "heartline", "audience": "heartline"}
    secret = SECRETS["HEARTLINE_JWT_SECRET"].encode()
    return mint(secret, tenant, "tester", Scope, ttl, now=datetime.now(UTC), **names)
