"""One operation, from its text to its answer."""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, Final

import strawberry
from graphql import DocumentNode, OperationDefinitionNode, OperationType

from schema.build import core_of
from schema.executor import PageExecutor, is_awaitable, plain_fields
from schema.faults import told, told_request, told_unexpected, told_variable
from schema.info import Context
from schema.prepared import Preparation
from service.errors import BadUserInput, Overloaded, RequestError
from service.settings import Limits

Answer = dict[str, Any]

_TOO_SLOW: Final = {
    OperationType.QUERY: "The query took longer than {:g} s: ask for less at once, or send it again later.",
    OperationType.MUTATION: "The mutation took longer than {:g} s and may still have been done: send it "
    "again later, with the same idempotencyKey if it has one.",
}


class Execution:
    """Executes operations on the schema, within the limits."""

    def __init__(self, schema: strawberry.Schema, limits: Limits, *, suggestions: bool = True) -> None:
        self._core = core_of(schema)
        self._plain = plain_fields(self._core)
        self._prepare = Preparation(
            self._core, limits.document_tokens, limits.prepared_bytes, suggestions=suggestions
        )
        self._suggestions = suggestions
        self._seconds = {
            OperationType.QUERY: limits.query_seconds,
            OperationType.MUTATION: limits.mutation_seconds,
        }

    async def run(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
    ) -> Answer:
        """Answer an operation as it is sent: `data`, and `errors` if any.

        Without `data` it was refused, or was too slow. Never raises.
        """
        try:
            prepared = self._prepare(document)
            if prepared.document is None:
                return {"errors": list(prepared.errors)}
            operation = _chosen(prepared.operations, operation_name)
            return await self._executed(prepared.document, operation, variables, context)
        except RequestError as error:
            return {"errors": [told_request(error)]}
        except Exception as error:  # noqa: BLE001  a bug, masked and logged
            return {"errors": [told_unexpected(error)]}

    def changes(self, document: str, operation_name: str | None) -> bool:
        """Tell whether running this would change anything; what would be refused changes nothing."""
        try:
            operation = _chosen(self._prepare(document).operations, operation_name)
        except Exception:  # noqa: BLE001  running it tells what is wrong with it
            return False
        return operation.operation is not OperationType.QUERY

    async def _executed(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any] | None,
        context: Context,
    ) -> Answer:
        executor = PageExecutor.build(
            self._core,
            document,
            context_value=context,
            raw_variable_values=dict(variables or {}),
            operation_name=operation.name.value if operation.name else None,
            is_awaitable=is_awaitable,
            hide_suggestions=not self._suggestions,
            plain=self._plain,
        )
        if isinstance(executor, list):
            return {"errors": [told_variable(error) for error in executor]}
        result: Any = executor.execute_operation()
        if is_awaitable(result):
            result = await self._in_time(operation.operation, result)
        if result.errors:
            return {"data": result.data, "errors": [told(error) for error in result.errors]}
        return {"data": result.data}

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


def _chosen(
    operations: Mapping[str | None, OperationDefinitionNode], name: str | None
) -> OperationDefinitionNode:
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name is not None and name in operations:
        return operations[name]
    names = ", ".join(filter(None, operations)) or "none"
    if name is None:
        raise BadUserInput(
            f"the document has {len(operations)} operations: name one in operationName ({names})"
        )
    raise BadUserInput(f"operationName names no operation of the document: it has {names}")
