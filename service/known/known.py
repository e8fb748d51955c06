"""Which document is meant by a reference, and whether it may be sent at all."""

from typing import Final

from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.errors import ConfigurationError, Forbidden, PersistedQueryNotFound
from service.known.persisted import Persisted
from service.known.reference import DIGEST
from service.known.trusted import Trusted

EVERYBODY: Final = "*"

_TRUSTED_ONLY: Final = (
    "This token may send trusted documents only, and this is none: have it added to HEARTLINE_DOCUMENTS_DIR, "
    "and send it as it stands there, or its id."
)


class Known:
    """Documents by reference: the operator's first, then what the tenant's clients have sent themselves."""

    def __init__(self, trusted: Trusted, trusted_only: str | None) -> None:
        """Raises ConfigurationError for scopes there are not."""
        words = frozenset((trusted_only or "").split())
        if unknown := words - {EVERYBODY, *Scope}:
            raise ConfigurationError(
                f"HEARTLINE_TRUSTED_ONLY names {min(unknown)}, which is no scope: choose among "
                f"{' '.join(Scope)}, or write {EVERYBODY}"
            )
        self._everybody = EVERYBODY in words
        self._bound = frozenset(scope for scope in Scope if scope in words)
        self._trusted = trusted
        self._persisted: Persisted

    def open(self, persisted: Persisted) -> None:
        """Look up and keep what clients send; before, there is nobody to ask."""
        self._persisted = persisted

    def takes_as_sent(self, principal: Principal, reference: str | None) -> bool:
        """Tell whether whatever is sent may be sent, and is all there is to it."""
        return reference is None and not self._binds(principal)

    async def recall(self, principal: Principal, sent: str | None, reference: str | None) -> str:
        """Give the document that is meant.

        Raises PersistedQueryNotFound for a reference that is not known, Forbidden where only trusted
        documents may be sent and this is none.
        """
        text = sent if reference is None else self._trusted.find(reference) or sent
        if self._binds(principal):
            if text is None or text not in self._trusted:
                raise Forbidden(_TRUSTED_ONLY)
            return text
        if text is None and reference is not None and DIGEST.fullmatch(reference):
            text = await self._persisted.find(principal.tenant, reference)
        if text is None:
            raise PersistedQueryNotFound
        return text

    async def learn(self, principal: Principal, text: str, reference: str) -> None:
        """Keep a document that was sent with its hash and is right: from now on its hash is enough."""
        if text not in self._trusted:
            await self._persisted.keep(principal.tenant, reference, text)

    def trusts(self, text: str) -> bool:
        """Tell whether a document is trusted: then its operations' names may be counted by."""
        return len(self._trusted) > 0 and text in self._trusted

    def _binds(self, principal: Principal) -> bool:
        return self._everybody or not self._bound.isdisjoint(principal.scopes)
