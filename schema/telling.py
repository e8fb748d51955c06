"""Which variables an update depends on: not those that only say when a subscriber is told."""

from typing import Any, Final

from graphql import (
    SKIP,
    ArgumentNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    VisitorAction,
    visit,
)

SEATING: Final = frozenset({"afterSeq", "minIntervalMs"})
"""Arguments of a subscription that say when a subscriber is told, and nothing of what."""


def telling_variables(
    document: DocumentNode, operation: OperationDefinitionNode, root: GraphQLObjectType
) -> frozenset[str]:
    """Name the variables a subscription's updates can depend on: all that it uses, but for seating alone.

    `root` is the type of subscriptions. All fragments of the document count as the operation's, so
    that each is looked at once; another operation's may keep a variable that could have been left out.
    """
    uses = _Uses()
    visit(operation, uses)
    for each in document.definitions:
        if isinstance(each, FragmentDefinitionNode):
            uses.depth = 0 if each.type_condition.name.value == root.name else 1
            visit(each, uses)
    return frozenset(uses.names)


class _Uses(Visitor):
    """Gathers the variables in use, but for those in a root field's seating."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.depth = 0
        """How many fields are above; a root field's own arguments are at 1."""

    def enter_variable_definition(self, *_: Any) -> VisitorAction:
        return SKIP  # names it, and uses none

    def enter_field(self, *_: Any) -> None:
        self.depth += 1

    def leave_field(self, *_: Any) -> None:
        self.depth -= 1

    def enter_argument(self, node: ArgumentNode, *_: Any) -> VisitorAction:
        return SKIP if self.depth == 1 and node.name.value in SEATING else None

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)
