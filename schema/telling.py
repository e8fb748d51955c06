"""Which variables an update depends on: not those that only say when a subscriber is told."""

from typing import Any, Final

from graphql import (
    SKIP,
    ArgumentNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    Node,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    VisitorAction,
    visit,
)

SEATING: Final = frozenset({"afterSeq", "minIntervalMs"})
"""Arguments of a subscription that say when a subscriber is told, and nothing of what."""


def telling_variables(
    document: DocumentNode, root: GraphQLObjectType | None
) -> dict[str | None, frozenset[str]]:
    """Name for each subscription the variables its updates can depend on: all it uses, but for seating alone.

    `root` is the type of subscriptions. Each definition is gone through once, so every fragment counts as
    every operation's: what only another one uses may keep a variable that could have been left out.
    """
    subscriptions = [
        each
        for each in document.definitions
        if isinstance(each, OperationDefinitionNode) and each.operation is OperationType.SUBSCRIPTION
    ]
    if not root or not subscriptions:
        return {}
    shared = set[str]()
    for each in document.definitions:
        if isinstance(each, FragmentDefinitionNode):
            shared |= _used(each, 0 if each.type_condition.name.value == root.name else 1)
    return {
        each.name.value if each.name else None: frozenset(shared | _used(each, 0)) for each in subscriptions
    }


def _used(definition: Node, depth: int) -> set[str]:
    uses = _Uses(depth)
    visit(definition, uses)
    return uses.names


class _Uses(Visitor):
    """Gathers the variables in use, but for those in a root field's seating."""

    def __init__(self, depth: int) -> None:
        """Start below so many fields: the arguments of a root field are below one."""
        super().__init__()
        self.names: set[str] = set()
        self.depth = depth

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
