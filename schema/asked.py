"""What is asked: one operation of a document, and its variables as they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, OperationType

from schema.faults import Refused
from schema.guard import Cost
from schema.prepared import Prepared
from service.errors import BadUserInput


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation that may be executed, of a document's `text`, with the variables it declares.

    `telling` are those that a subscription's updates depend on; `cost` is what the operation costs.
    """

    text: str
    document: DocumentNode
    operation: OperationDefinitionNode
    variables: dict[str, Any]
    telling: frozenset[str]
    cost: Cost

    @classmethod
    def of(cls, prepared: Prepared, variables: Mapping[str, Any] | None, name: str | None) -> "Asked":
        """Choose the operation; raises Refused for a bad document, BadUserInput where none can be meant."""
        if prepared.document is None:
            raise Refused(list(prepared.errors))
        operation, sent = chosen(prepared.operations, name), variables or {}
        declared = (each.variable.name.value for each in operation.variable_definitions or ())
        return cls(
            prepared.text,
            prepared.document,
            operation,
            {each: sent[each] for each in declared if each in sent},
            prepared.telling.get(_name(operation), frozenset()),
            prepared.costs[_name(operation)],
        )

    @property
    def kind(self) -> OperationType:
        """Whether it is a query, a mutation or a subscription."""
        return self.operation.operation

    @property
    def name(self) -> str | None:
        """The operation's name; None if it has none."""
        return _name(self.operation)


def _name(operation: OperationDefinitionNode) -> str | None:
    return operation.name.value if operation.name else None


def chosen(
    operations: Mapping[str | None, OperationDefinitionNode], name: str | None
) -> OperationDefinitionNode:
    """Find the operation that is meant; raises BadUserInput where none or several could be."""
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
