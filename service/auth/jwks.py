"""The issuer's key set, read from its address and kept (RFC 7517)."""

import asyncio
import json
import time
from collections.abc import Callable
from http.client import HTTPException

import structlog
from jwt import PyJWK, PyJWTError

from service.auth.keys import PublicKey, fits
from service.errors import Overloaded, Unauthenticated

FRESH_SECONDS = 10 * 60
STALE_SECONDS = 24 * 3600
PAUSE_SECONDS = 30
FIRST_PAUSE_SECONDS = 2
WAIT_SECONDS = 5

_KEY_TYPES = {"RS256": "RSA", "ES256": "EC"}

log = structlog.get_logger()


class KeySet:
    """Public keys by `kid`, read again every 10 minutes and for a `kid` that is not among them.

    A failed reading keeps the last set for up to 24 h. Readings start at least 30 s apart (2 s while there is
    no set yet), one at a time. A caller waits at most 5 s for one, and not at all when its key is at hand and
    the reading before failed: an issuer that is away slows nobody down. `read` blocks and runs in a thread;
    `clock` is monotonic, in seconds.
    """

    def __init__(
        self, algorithm: str, read: Callable[[], bytes], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._algorithm = algorithm
        self._read = read
        self._clock = clock
        self._keys: dict[str | None, PublicKey] = {}
        self._read_at: float | None = None
        self._asked_at: float | None = None
        self._failed = False
        self._reading: asyncio.Task[None] | None = None

    async def find(self, key_id: str | None) -> PublicKey:
        """Return the key named `key_id`; without a name the set's only one.

        Raises Unauthenticated for a key that is not in the set, and Overloaded while no set can be had.
        """
        key = self._pick(key_id)
        if key is None or self._older_than(FRESH_SECONDS):
            await self._renew(wait=key is None or not self._failed)
            key = self._pick(key_id)
        if key is not None:
            return key
        if self._older_than(STALE_SECONDS):
            raise Overloaded("The keys of the token's issuer cannot be fetched just now; try again.")
        if key_id is None:
            raise Unauthenticated('The token\'s header must name its key in "kid".')
        raise Unauthenticated("The token is signed with an unknown key; fetch a new token.")

    def _pick(self, key_id: str | None) -> PublicKey | None:
        if self._older_than(STALE_SECONDS):
            return None
        if key_id is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return None if key_id is None else self._keys.get(key_id)

    def _older_than(self, seconds: float) -> bool:
        return self._read_at is None or self._clock() - self._read_at >= seconds

    def _due(self) -> bool:
        pause = FIRST_PAUSE_SECONDS if self._read_at is None else PAUSE_SECONDS
        return self._asked_at is None or self._clock() - self._asked_at >= pause

    async def _renew(self, *, wait: bool) -> None:
        if self._reading is None and self._due():
            self._asked_at = self._clock()
            self._reading = asyncio.create_task(self._fetch())
        if wait and self._reading is not None:
            await asyncio.wait({self._reading}, timeout=WAIT_SECONDS)

    async def _fetch(self) -> None:
        try:
            self._keys = read_key_set(await asyncio.to_thread(self._read), self._algorithm)
            self._read_at, self._failed = self._clock(), False
        except (OSError, HTTPException, ValueError) as error:
            self._failed = True
            log.warning("key_set_unread", error=type(error).__name__)
        finally:
            self._reading = None


def read_key_set(text: bytes, algorithm: str) -> dict[str | None, PublicKey]:
    """Read the keys of a JWK set that may verify `algorithm`; the first of two with one `kid` counts.

    Keys of another type, use, algorithm or strength are left out, and so is a private key that was published.
    An empty set is believed: it takes every key away. Raises ValueError for what is no JWK set.
    """
    try:
        document = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    entries = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise ValueError("no JWK set")  # noqa: TRY004  one kind of error for everything malformed
    keys: dict[str | None, PublicKey] = {}
    for entry in entries:
        if isinstance(entry, dict) and _verifies(entry, algorithm):
            _add(keys, entry, algorithm)
    return keys


def _verifies(entry: dict[str, object], algorithm: str) -> bool:
    operations = entry.get("key_ops", ["verify"])
    return (
        entry.get("kty") == _KEY_TYPES[algorithm]
        and entry.get("alg", algorithm) == algorithm
        and entry.get("use", "sig") == "sig"
        and isinstance(operations, list)
        and "verify" in operations
        and isinstance(entry.get("kid"), str | None)
    )


def _add(keys: dict[str | None, PublicKey], entry: dict[str, object], algorithm: str) -> None:
    key_id = entry.get("kid")
    try:
        key = PyJWK(entry, algorithm).key
    except (PyJWTError, ValueError, TypeError):
        return
    if isinstance(key, PublicKey) and fits(key, algorithm):
        keys.setdefault(key_id if isinstance(key_id, str) else None, key)
