"""Who said it, hidden: customers, runs and what identifies a body are kept as keyed hashes alone."""

import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refs:
    """Hides who said something: hashes that nobody can try guesses against without the key."""

    key: bytes

    def customer(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a customer in this tenant."""
        return self._hash(f"customer\0{tenant}\0{ref}".encode())

    def run(self, tenant: str, ref: str) -> bytes:
        """Return the 16 bytes that stand for a run in this tenant."""
        return self._hash(f"run\0{tenant}\0{ref}".encode())

    def body(self, said: bytes) -> bytes:
        """Return the 16 bytes that stand for all that a client said."""
        return self._hash(b"body\0" + said)

    def _hash(self, said: bytes) -> bytes:
        return hmac.digest(self.key, said, "sha256")[:16]
