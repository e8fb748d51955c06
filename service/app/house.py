"""What is behind both doors, HTTP and WebSocket: who may come in, and who serves them."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from schema.context import Context
from schema.execution import Answer, Execution
from service.app.counting import OTHER, count_answer
from service.app.operation import Operation
from service.auth.bearer import Bearer
from service.auth.principal import Principal
from service.gate import Gate
from service.known import Known
from service.live import Ask, Hub
from service.metrics import SOCKETS
from service.settings import Limits
from service.tracing import span

NewContext = Callable[[Principal], Context]

FOLLOWS_AT_ONCE = 64
"""Subscriptions looked into at a time. The rest of a crowd that comes back at once waits its turn."""

NOT_OPEN = "the database is not ready: it is being reached, or `heartline migrate` has not run"


class House:
    """Closed until the database can serve."""

    def __init__(
        self, bearer: Bearer, execution: Execution, gate: Gate, known: Known, limits: Limits
    ) -> None:
        self.execution = execution
        self.known = known
        self.limits = limits
        self.gate = gate
        self._bearer = bearer
        self._turns = asyncio.Semaphore(FOLLOWS_AT_ONCE)
        self.is_open = False
        self.context: NewContext
        """Gives one operation what its resolvers need; only once open."""
        self.hub: Hub
        """Who tells subscribers; only once open."""

    def open(self, context: NewContext, hub: Hub) -> None:
        """Let requests in; before, they are told to come again."""
        self.context = context
        self.hub = hub
        self.is_open = True

    async def principal(self, token: str) -> Principal:
        """Say whom a token proves. Raises Unauthenticated, and Overloaded, as Bearer.verify does."""
        return await self._bearer.verify(token, datetime.now(UTC))

    async def recalled(self, operation: Operation, principal: Principal) -> Operation:
        """Find the document that is meant, and keep one that is sent with its hash and is right.

        Raises PersistedQueryNotFound, and Forbidden, as Known.recall does.
        """
        sent, reference = operation.document, operation.reference
        document = sent
        if not self.known.takes_as_sent(principal, reference):
            document = await self.known.recall(principal, sent or None, reference)
            if sent and reference and not self.execution.objections(sent):
                await self.known.learn(principal, sent, reference)
        return self.named(operation if document is sent else replace(operation, document=document))

    def named(self, operation: Operation) -> Operation:
        """Have an operation of a trusted document counted by its name."""
        if not self.known.trusts(operation.document):
            return operation
        name = self.execution.name(operation.document, operation.name)
        return replace(operation, counted_as=name or OTHER)

    async def run(self, operation: Operation, principal: Principal, *, priced: bool = False) -> Answer:
        """Answer a query or a mutation. Raises Overloaded where too many are being answered."""
        with self.gate.room.taken(), span("execute"):
            began = time.perf_counter()
            context = self.context(principal)
            answer = await self.execution.run(
                operation.document, operation.variables, operation.name, context, priced=priced
            )
            count_answer(answer, time.perf_counter() - began, operation.counted_as)
            return answer

    async def follow(self, operation: Operation, principal: Principal) -> Ask | Answer:
        """Tell what a subscriber asks of the hub, or why it is refused. Raises Overloaded, as `run` does."""
        async with self._turns:
            return await self._follow(operation, principal)

    async def _follow(self, operation: Operation, principal: Principal) -> Ask | Answer:
        with self.gate.room.taken(), span("subscribe"):
            began = time.perf_counter()
            asked = await self.execution.subscribe(
                operation.document, operation.variables, operation.name, self.context(principal)
            )
            answer = {"data": None} if isinstance(asked, Ask) else asked
            count_answer(answer, time.perf_counter() - began, operation.counted_as)
            return asked

    def enter(self, principal: Principal) -> None:
        """Count a socket or a stream, which must `leave`. Raises Overloaded where there are too many."""
        if self.gate.sockets is not None:
            self.gate.sockets.enter(principal)
        SOCKETS.inc()

    def leave(self, principal: Principal) -> None:
        """Count it no more."""
        if self.gate.sockets is not None:
            self.gate.sockets.leave(principal)
        SOCKETS.dec()

    def seconds_left(self, principal: Principal) -> float:
        """Say how long a stream of this principal may last.

        Until its token expires; begun in the time forgiven to the issuer's clock, until that is over.
        """
        left = (principal.expires_at - datetime.now(UTC)).total_seconds()
        return left if left > 0 else left + self.limits.token_leeway_seconds
