"""The one pass over a document: every definition is counted once, however often it is spread."""

from collections.abc import Sequence

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from schema.guard.count import Asking, Factor, Mark
from schema.guard.order import in_order
from schema.guard.price import Price
from schema.guard.sizes import INTROSPECTION
from schema.guard.tally import Tally
from schema.guard.tariff import UNKNOWN, Tariff
from service.settings import Limits

Roots = dict[OperationType, str]


class Survey:
    """What is in a document: aliases and directives as they are written, and a tally of each operation.

    `shares` has, by the identity of a field's node, its price within the selection it stands in, and what its
    page is if it has one. An unknown fragment adds nothing, nor does a spread that closes a cycle:
    validation refuses both.
    """

    def __init__(self, tariff: Tariff, roots: Roots, limits: Limits, document: DocumentNode) -> None:
        self._tariff = tariff
        self._most = limits.expanded_fields
        self._deepest = limits.depth
        self.aliases = 0
        self.directives = 0
        self.introspection: FieldNode | None = None
        self.operations: list[tuple[OperationDefinitionNode, Tally]] = []
        self.fragments: dict[str, tuple[FragmentDefinitionNode, Tally]] = {}
        self.shares: dict[int, tuple[Price, Factor]] = {}
        for each in in_order(document):
            self._directed(each.directives)
            if isinstance(each, OperationDefinitionNode):
                for variable in each.variable_definitions or ():
                    self._directed(variable.directives)
                tally = self._selected(each.selection_set, roots.get(each.operation))
                self.operations.append((each, tally))
            else:
                tally = self._selected(each.selection_set, each.type_condition.name.value)
                self.fragments[each.name.value] = (each, tally)

    def depth_of(self, operation: OperationDefinitionNode) -> int:
        """Tell how deep one of the operations goes."""
        return next(tally.depth for each, tally in self.operations if each is operation)

    def _selected(self, selected: SelectionSetNode | None, type_name: str | None) -> Tally:
        tally = Tally(self._most)
        for selection in selected.selections if selected else ():
            self._directed(selection.directives)
            if isinstance(selection, FieldNode):
                self._field(selection, type_name, tally)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                name = condition.name.value if condition else type_name
                tally.spread(self._selected(selection.selection_set, name))
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value in self.fragments:
                tally.spread(self.fragments[selection.name.value][1])
        return tally

    def _field(self, node: FieldNode, type_name: str | None, tally: Tally) -> None:
        name = node.name.value
        self.aliases += node.alias is not None
        fare = self._tariff.get(type_name or "", {}).get(name, UNKNOWN)
        under = self._selected(node.selection_set, fare.type)
        if name in INTROSPECTION:
            if node.selection_set:
                self.introspection = node
            tally.take_flat(under, Price({(): INTROSPECTION[name]}))
            return
        factor = fare.items.by(node.arguments or ()) if isinstance(fare.items, Asking) else fare.items
        price = under.price if under.depth < self._deepest else Price()  # that is refused without a price
        if factor:
            price = price.paged(factor) if fare.page else price.times(factor)
        price.add(Price({(): fare.own}))
        self.shares[id(node)] = price, factor if factor and fare.page else Mark.EACH
        tally.take(under, price)

    def _directed(self, directives: Sequence[DirectiveNode] | None) -> None:
        self.directives += len(directives or ())
