"""Bearer tokens: how they are sent, and what they prove."""

import re
from datetime import datetime
from hashlib import sha256

from jwt import PyJWS, PyJWTError

from service.auth.claims import ClaimRules
from service.auth.header import read_key_id
from service.auth.keys import Key, Keys
from service.auth.principal import Principal
from service.auth.strict_json import read_object
from service.auth.verified import VerifiedTokens
from service.errors import Unauthenticated
from service.settings import Settings

_CREDENTIALS = re.compile(r"bearer +([a-z0-9._~+/-]+=*)", re.ASCII | re.IGNORECASE)


def parse_authorization(header: str | None) -> str:
    """Take the token out of an Authorization header: the scheme in any case, one token (RFC 6750, 2.1).

    Raises Unauthenticated telling how to send one.
    """
    if header is None:
        raise Unauthenticated("Send a bearer token in the header `Authorization: Bearer <token>`.")
    credentials = _CREDENTIALS.fullmatch(header)
    if credentials is None:
        raise Unauthenticated("The header must read `Authorization: Bearer <token>`, with exactly one token.")
    return credentials[1]


class Bearer:
    """Verifies tokens as RFC 8725 asks: one algorithm, from the settings, and every claim checked.

    A verified token is remembered for at most 60 s. So a key that leaves the issuer's key set is honoured for
    at most 60 s after the set was read again (every 10 minutes), and one that leaves the settings until the
    service is started again.
    """

    def __init__(self, algorithm: str, keys: Keys, rules: ClaimRules, longest: int) -> None:
        self._algorithm = algorithm
        self._keys = keys
        self._rules = rules
        self._longest = longest
        self._signatures = PyJWS(algorithms=[algorithm], options={"enforce_minimum_key_length": True})
        self._verified = VerifiedTokens()

    @classmethod
    def of(cls, settings: Settings, keys: Keys) -> "Bearer":
        """Make the verifier these settings describe."""
        limits = settings.limits
        rules = ClaimRules(
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            leeway=limits.token_leeway_seconds,
            lifetime=limits.token_lifetime_seconds,
        )
        return cls(settings.jwt_algorithm, keys, rules, limits.token_bytes)

    async def verify(self, token: str, now: datetime) -> Principal:
        """Return the principal `token` proves at `now` (aware).

        Raises Unauthenticated, in one sentence that never repeats the token, and Overloaded when the issuer's
        key set cannot be had. Waits only where a key set has to be fetched.
        """
        if len(token) > self._longest or not token.isascii():
            raise Unauthenticated(f"The token must be at most {self._longest} ASCII characters.")
        digest, moment = sha256(token.encode()).digest(), now.timestamp()
        principal = self._verified.find(digest, moment)
        if principal is None:
            key = await self._keys.find(read_key_id(token, self._algorithm))
            principal = self._rules.principal(self._claims(token, key), moment)
            self._verified.remember(digest, principal, moment)
        return principal

    def _claims(self, token: str, key: Key) -> dict[str, object]:
        try:
            payload = self._signatures.decode(token, key, algorithms=[self._algorithm])
        except PyJWTError:
            raise Unauthenticated("The token's signature does not hold; send the token as issued.") from None
        try:
            return read_object(payload)
        except ValueError:
            raise Unauthenticated("The token's claims are no plain JSON object; fetch a new token.") from None
