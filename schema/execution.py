"""One operation, from its text to its answer."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson
import strawberry
from graphql import (
    ExecutionResult,
    OperationType,
    create_source_event_stream,
)

from schema.asked import Asked, chosen
from schema.build import core_of
from schema.context import new_context
from schema.executor import PageExecutor, is_awaitable, plain_fields
from schema.faults import Refused, refusals, told, told_variable
from schema.guard import Guard
from schema.info import Context
from schema.prepared import Preparation
from schema.score_update import read_update
from schema.services import Services
from schema.sharing import sharing_key
from service.auth.principal import Principal
from service.errors import BadUserInput, Overloaded
from service.live import Ask, Unrendered, Update
from service.settings import Limits

Answer = dict[str, Any]

_TOO_SLOW: Final = {
    OperationType.QUERY: "The query took longer than {:g} s: ask for less at once, or send it again later.",
    OperationType.MUTATION: "The mutation took longer than {:g} s and may still have been done: send it "
    "again later, with the same idempotencyKey if it has one.",
    OperationType.SUBSCRIPTION: "The subscription took longer than {:g} s: ask for less at once, or "
    "subscribe again later.",
}
_FOLLOWED: Final = (
    "A subscription is followed, not executed once: send it over a WebSocket with the subprotocol "
    "graphql-transport-ws, or by POST with Accept: text/event-stream."
)


@dataclass(frozen=True, slots=True)
class Following:
    """What is kept of a subscription for as long as it lasts; its document is kept with all others."""

    text: str
    variables: dict[str, Any]
    name: str | None
    principal: Principal
    services: Services
    journey: str


class Abandoned(Exception):
    """What a request waited for was cancelled under it, and not the request itself: a bug."""


class Execution:
    """Executes operations on the schema, within the limits."""

    def __init__(
        self,
        schema: strawberry.Schema,
        limits: Limits,
        *,
        suggestions: bool = True,
        introspection: bool = True,
    ) -> None:
        self._core = core_of(schema)
        self._plain = plain_fields(self._core)
        self._guard = Guard(self._core, limits, introspection=introspection)
        self._prepare = Preparation(self._core, self._guard, limits, suggestions=suggestions)
        self._suggestions = suggestions
        self._seconds = {
            OperationType.QUERY: limits.query_seconds,
            OperationType.MUTATION: limits.mutation_seconds,
            OperationType.SUBSCRIPTION: limits.query_seconds,
        }

    async def run(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
        *,
        priced: bool = False,
    ) -> Answer:
        """Answer a query or a mutation as it is sent: `data`, and `errors` if any.

        Without `data` it was refused, or was too slow. Never raises. `priced` adds `extensions.cost`.
        """
        try:
            asked = self._affordable(document, variables, operation_name)
            if asked.kind is OperationType.SUBSCRIPTION:
                raise BadUserInput(_FOLLOWED)  # noqa: TRY301  told as every other refusal is
            answer = await self._answered(self._executor(asked, context))
            return {**answer, "extensions": {"cost": asked.cost.told(asked.variables)}} if priced else answer
        except Exception as error:  # noqa: BLE001  a bug is masked and logged
            return {"errors": refusals(error)}

    async def subscribe(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
    ) -> Ask | Answer:
        """Tell what a subscriber asks of the hub; or, where it is refused, `errors` alone. Never raises.

        Whoever asks with an equal `key` is told the same bytes. `render` gives a whole answer, and raises
        Unrendered where the database did not answer, or not in time: the same may succeed later.
        """
        try:
            return await self._ask(self._affordable(document, variables, operation_name), context)
        except Exception as error:  # noqa: BLE001  a bug is masked and logged
            return {"errors": refusals(error)}

    def kind(self, document: str, operation_name: str | None) -> OperationType | None:
        """Tell whether this is a query, a mutation or a subscription; None: `run` tells what is wrong."""
        try:
            return chosen(self._prepare(document).operations, operation_name).operation
        except Exception:  # noqa: BLE001  as the docstring says
            return None

    def name(self, document: str, operation_name: str | None) -> str | None:
        """Tell the name of the operation that is meant; None where it has none, or none is meant."""
        try:
            node = chosen(self._prepare(document).operations, operation_name)
        except BadUserInput:
            return None
        return node.name.value if node.name else None

    def objections(self, document: str) -> Sequence[Mapping[str, Any]]:
        """Tell what is wrong with a document, whatever the variables; nothing where it can be executed."""
        return self._prepare(document).errors

    def _affordable(
        self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None
    ) -> Asked:
        """Find out what is asked; raises Refused where these variables make it cost too much."""
        asked = Asked.of(self._prepare(document), variables, operation_name)
        if asked.cost.requested(asked.variables) > asked.cost.limit:
            error = self._guard.too_costly(asked.document, asked.operation, asked.cost, asked.variables)
            raise Refused([dict(error.formatted)])
        return asked

    def _executor(self, asked: Asked, context: Context) -> PageExecutor:
        executor: Any = PageExecutor.build(
            self._core,
            asked.document,
            context_value=context,
            raw_variable_values=asked.variables,
            operation_name=asked.name,
            is_awaitable=is_awaitable,
            hide_suggestions=not self._suggestions,
            plain=self._plain,
        )
        if not isinstance(executor, PageExecutor):
            raise Refused([told_variable(error) for error in executor])
        return executor

    async def _answered(self, executor: PageExecutor) -> Answer:
        result: Any = executor.execute_operation()
        if is_awaitable(result):
            result = await self._in_time(executor.operation.operation, result)
        executor.let_go()
        if result.errors:
            return {"data": result.data, "errors": [told(error) for error in result.errors]}
        return {"data": result.data}

    async def _ask(self, asked: Asked, context: Context) -> Ask:
        if asked.kind is not OperationType.SUBSCRIPTION:
            raise BadUserInput(f"This is a {asked.kind.value}, which is answered once: send it as such.")
        executor, principal = self._executor(asked, context), context.principal
        watch: Any = create_source_event_stream(executor)
        if is_awaitable(watch):
            watch = await self._in_time(asked.kind, watch)
        executor.let_go()
        if isinstance(watch, ExecutionResult):
            raise Refused([told(error) for error in watch.errors or ()])
        following = Following(
            asked.text, asked.variables, asked.name, principal, context.services, watch.journey
        )
        return Ask(
            tenant=principal.tenant,
            journey=watch.journey,
            after_seq=watch.after_seq,
            min_interval=watch.min_interval,
            key=sharing_key(asked, executor.variable_values.coerced, principal, watch.journey),
            render=partial(self._rendered, following),
        )

    async def _rendered(self, following: Following, update: Update) -> bytes:
        """Execute a subscription anew for one update."""
        try:
            context = new_context(following.principal, following.services)
            asked = Asked.of(self._prepare(following.text), following.variables, following.name)
            executor = self._executor(asked, context)
            executor.root_value = read_update(context, following.journey, update)
            answer = await self._answered(executor)
        except Exception as error:  # noqa: BLE001  a bug is masked and logged
            answer = {"data": None, "errors": refusals(error)}
        payload = orjson.dumps(answer)
        for each in answer.get("errors", ()):
            if each["extensions"]["code"] == Overloaded.code:
                raise Unrendered(each["message"], payload)
        return payload

    async def _in_time(self, kind: OperationType, result: Awaitable[Any]) -> Any:
        seconds = self._seconds[kind]
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                return await result
        except TimeoutError:
            if not limit.expired():
                raise
            raise Overloaded(_TOO_SLOW[kind].format(seconds)) from None
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            raise Abandoned from error
