"""Cursors: where a page ended, sealed so that nobody can read, forge or move it to another list."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from service.errors import BadUserInput

Keyset = tuple[str | datetime, ...]
"""The values a list is sorted by, of one of its items."""

_PURPOSE: Final = b"heartline cursor"
_BLOCK: Final = 64
_LONGEST: Final = 4_096
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class CursorCodec:
    """Seals what a page ended with and opens it again.

    A cursor is AES-SIV under a key of its own, bound to its scope (list and tenant) and padded to whole
    blocks: equal positions give equal cursors, and nothing else can be told from one.
    """

    def __init__(self, refs_key: bytes) -> None:
        self._cipher = AESSIV(hmac.digest(refs_key, _PURPOSE, "sha512"))

    def seal(self, scope: str, values: Keyset) -> str:
        """Make the cursor of these values in this scope."""
        plain = orjson.dumps([_written(each) for each in values])
        padded = plain.ljust(-(-len(plain) // _BLOCK) * _BLOCK)
        return urlsafe_b64encode(self._cipher.encrypt(padded, [scope.encode()])).rstrip(b"=").decode()

    def open(self, scope: str, text: str, argument: str = "after") -> Keyset:
        """Give the values back; BadUserInput for what was not sealed here, in this scope, under this key."""
        try:
            sealed = urlsafe_b64decode(text[:_LONGEST].encode("ascii") + b"==")
            plain = self._cipher.decrypt(sealed, [scope.encode()])
        except (InvalidTag, ValueError) as error:
            edge = "a startCursor" if argument == "before" else "an endCursor"
            raise BadUserInput(
                f"{argument} is not a cursor of this list: pass {edge} as the API gave it"
            ) from error
        return tuple(_read(each) for each in orjson.loads(plain))


def _written(value: str | datetime) -> str | int:
    return value if isinstance(value, str) else (value - _EPOCH) // _MILLISECOND


def _read(value: str | int) -> str | datetime:
    return value if isinstance(value, str) else _EPOCH + value * _MILLISECOND
