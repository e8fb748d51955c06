"""Tokens verified a moment ago."""

from collections import OrderedDict

from service.auth.principal import Principal

REMEMBERED_SECONDS = 60
REMEMBERED_TOKENS = 4_096


class VerifiedTokens:
    """The principals of recently verified tokens by the SHA-256 of the token, least recently used out.

    An entry answers for `seconds` and never at or after the token's own expiry. Where the clock was set back
    it does not answer: what was verified later than now is verified again.
    """

    def __init__(self, capacity: int = REMEMBERED_TOKENS, seconds: float = REMEMBERED_SECONDS) -> None:
        self._capacity = capacity
        self._seconds = seconds
        self._entries: OrderedDict[bytes, tuple[Principal, float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, digest: bytes, moment: float) -> Principal | None:
        """Return the principal remembered under `digest` at `moment` (seconds since 1970), or None."""
        entry = self._entries.get(digest)
        if entry is None:
            return None
        principal, since, until = entry
        if since <= moment < until:
            self._entries.move_to_end(digest)
            return principal
        del self._entries[digest]
        return None

    def remember(self, digest: bytes, principal: Principal, moment: float) -> None:
        """Keep a principal that was verified at `moment`."""
        until = min(moment + self._seconds, principal.expires_at.timestamp())
        self._entries[digest] = (principal, moment, until)
        self._entries.move_to_end(digest)
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
