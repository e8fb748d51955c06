"""The claims of a token, and which of them are believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.errors import Unauthenticated

TENANT_CHARACTERS = 128
SUBJECT_CHARACTERS = 255
LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z, the last moment a datetime can hold


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """Who must have issued a token, for whom, and how long it may live.

    `leeway` is the clock difference forgiven and `lifetime` the longest exp - iat, both in seconds.
    """

    issuer: str
    audience: str
    leeway: float
    lifetime: float

    def principal(self, claims: Mapping[str, object], moment: float) -> Principal:
        """Return the principal these claims prove at `moment` (seconds since 1970).

        The signature has been checked before. Raises Unauthenticated for a claim that is missing, of another
        type than RFC 7519 gives it, or not true now.
        """
        self._addressed(claims)
        expires = self._living(claims, moment)
        return Principal(
            tenant=_name(claims, "tenant", TENANT_CHARACTERS),
            subject=_name(claims, "sub", SUBJECT_CHARACTERS),
            scopes=_scopes(claims),
            expires_at=datetime.fromtimestamp(expires, UTC),
        )

    def _addressed(self, claims: Mapping[str, object]) -> None:
        if claims.get("iss") != self.issuer:
            raise Unauthenticated(f'The token\'s claim "iss" must be "{self.issuer}".')
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if not all(isinstance(one, str) for one in audiences) or self.audience not in audiences:
            raise Unauthenticated(f'The token\'s claim "aud" must be or contain "{self.audience}".')

    def _living(self, claims: Mapping[str, object], moment: float) -> float:
        issued, expires = _instant(claims, "iat"), _instant(claims, "exp")
        if not 0 < expires - issued <= self.lifetime:
            raise Unauthenticated(f"The token must expire within {self.lifetime:.0f} s after it is issued.")
        if moment >= expires + self.leeway:
            raise Unauthenticated("The token has expired; fetch a new one.")
        if issued > moment + self.leeway:
            raise Unauthenticated("The token is issued in the future; set the clock of its issuer.")
        if "nbf" in claims and _instant(claims, "nbf") > moment + self.leeway:
            raise Unauthenticated('The token is not valid yet; wait for its claim "nbf".')
        return expires


def is_name(value: object, longest: int) -> bool:
    """Tell whether `value` is 1 to `longest` printable characters, without a space at either end."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= longest
        and value.isprintable()
        and value.strip() == value
    )


def _name(claims: Mapping[str, object], claim: str, longest: int) -> str:
    value = claims.get(claim)
    if not isinstance(value, str) or not is_name(value, longest):
        raise Unauthenticated(f'The token\'s claim "{claim}" must be 1 to {longest} printable characters.')
    return value


def _scopes(claims: Mapping[str, object]) -> frozenset[Scope]:
    value = claims.get("scope")
    if not isinstance(value, str):
        raise Unauthenticated('The token\'s claim "scope" must be one text: scopes separated by spaces.')
    return Scope.among(value)


def _instant(claims: Mapping[str, object], claim: str) -> float:
    """Read a time in seconds since 1970; true is an int to Python, and no time."""
    value = claims.get(claim)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= LAST_SECOND:
        return float(value)
    raise Unauthenticated(f'The token\'s claim "{claim}" must be a number of seconds since 1970.')
