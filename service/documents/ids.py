"""Ids: random and opaque, the same in the database and in the API.

An id is url-safe base64 of one byte for the kind and random bytes (or, for a feedback, bytes of its key's
hash). It tells nothing of time, order, tenant or content.
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import IntEnum

from service.errors import MalformedId

_RANDOM_BYTES = 17
_HASH_BYTES = 23
_SHAPE = re.compile(r"[A-Za-z0-9_-]{24}|[A-Za-z0-9_-]{32}")


class Kind(IntEnum):
    """What an id names."""

    PERSONA = 0x94
    JOURNEY = 0x26
    STAGE = 0x4A
    TOUCHPOINT = 0xB5
    FEEDBACK = 0x16
    GOAL = 0x1A
    TASK = 0xB6


def new_id(kind: Kind) -> str:
    """Make an id that nobody can guess: 136 random bits."""
    return urlsafe_b64encode(bytes([kind]) + secrets.token_bytes(_RANDOM_BYTES)).decode()


def hashed_id(kind: Kind, *parts: str) -> str:
    """Make the id that these parts always have: 184 bits of their sha256, parted by NUL."""
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return urlsafe_b64encode(bytes([kind]) + digest[:_HASH_BYTES]).decode()


def feedback_id(tenant: str, idempotency_key: str) -> str:
    """Give the one id a key can have in a tenant."""
    return hashed_id(Kind.FEEDBACK, tenant, idempotency_key)


def kind_of(text: str) -> Kind | None:
    """Tell what an id names; None for what is no id at all."""
    if not _SHAPE.fullmatch(text):
        return None
    try:
        return Kind(urlsafe_b64decode(text[:4])[0])
    except ValueError:
        return None


def parse_id(text: str, kind: Kind, name: str = "id") -> str:
    """Answer the id unchanged if it is one of that kind, else raise MalformedId naming the argument."""
    if kind_of(text) is not kind:
        noun = kind.name.lower()
        raise MalformedId(f"{name} is not the id of a {noun}: pass the id as the API gave it")
    return text
