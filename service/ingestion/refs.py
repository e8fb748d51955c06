"""Who said it, hidden: customers and runs are kept as keyed hashes alone."""

import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refs:
    """Hides who said something: keyed hashes of customers and runs, per tenant."""

    key: bytes

    def customer(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a customer in this tenant."""
        return self._hash("customer", tenant, ref)

    def run(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a run in this tenant."""
        return self._hash("run", tenant, ref)

    def _hash(self, *parts: str) -> bytes:
        return hmac.digest(self.key, "\0".join(parts).encode(), "sha256")[:16]
