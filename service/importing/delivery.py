"""Delivery: drafts handed to the ingestion, many at a time, until each is decided."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pymongo.errors import ConnectionFailure

from service.errors import Conflict, InvalidInput, LimitExceeded, Overloaded, Refusal
from service.importing.fields import field_of
from service.importing.refused import Refused, RefusedRows
from service.importing.row import Reason, Row
from service.ingestion import Accepted, Draft, Ingestion

IN_FLIGHT: Final = 500
PAUSES: Final = (0.5, 1, 2, 4, 8, 15)
"""Seconds between tries when the database does not answer."""


@dataclass(slots=True)
class Outcome:
    """How many rows were new, were there before, and were refused."""

    accepted: int = 0
    duplicates: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return f"accepted {self.accepted}, duplicates {self.duplicates}, refused {self.refused}"


@dataclass(slots=True)
class Delivery:
    """Hands in what it is given, and keeps count. `outcome` is right whenever it is looked at."""

    ingestion: Ingestion
    tenant: str
    refused: RefusedRows
    outcome: Outcome

    async def run(self, items: Iterator[tuple[Row, Draft] | Refused]) -> None:
        """Hand in all; at most IN_FLIGHT wait for their commit at once, and nothing else is read ahead.

        Raises Overloaded when the database stays silent; what is undecided then is in no count of `outcome`.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(IN_FLIGHT):
                    group.create_task(self._carry(items))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None

    async def _carry(self, items: Iterator[tuple[Row, Draft] | Refused]) -> None:
        for item in items:
            if isinstance(item, Refused):
                self._refuse(item)
                await asyncio.sleep(0)
            else:
                await self._submit(*item)

    async def _submit(self, row: Row, draft: Draft) -> None:
        try:
            accepted = await self._decided(draft)
        except Refusal as refusal:
            self._refuse(Refused(row.line, reasons_of(refusal), row.cells))
        else:
            self.outcome.duplicates += accepted.duplicate
            self.outcome.accepted += not accepted.duplicate

    async def _decided(self, draft: Draft) -> Accepted:
        """Submit until there is an answer."""
        pauses = iter(PAUSES)
        while True:
            try:
                return await self.ingestion.submit(self.tenant, draft, ancient=True)
            except LimitExceeded as full:
                if full.retry_after_ms is None:
                    raise
                await asyncio.sleep(full.retry_after_ms / 1_000)
            except (Overloaded, ConnectionFailure):
                pause = next(pauses, None)
                if pause is None:
                    raise Overloaded(UNANSWERED) from None
                await asyncio.sleep(pause)

    def _refuse(self, refused: Refused) -> None:
        self.refused.add(refused)
        self.outcome.refused += 1


UNANSWERED: Final = "the database does not answer: run the same command again later, nothing is counted twice"


def reasons_of(refusal: Refusal) -> tuple[Reason, ...]:
    """Tell a refusal in the words of the import."""
    if isinstance(refusal, InvalidInput):
        return tuple(Reason(field_of(each.path), each.code, each.message) for each in refusal.issues)
    message = REUSED if isinstance(refusal, Conflict) else refusal.message
    return (Reason(field_of(refusal.path), refusal.code, message),)


REUSED: Final = (
    "this key came before with another content: the row has changed since, another row has its key, "
    "or the file was imported with other options (--key-prefix parts imports)"
)
