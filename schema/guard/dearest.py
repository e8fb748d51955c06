"""Where an operation's cost lies: the way to its most expensive list or object, in response names."""

from collections.abc import Iterator

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from schema.guard.count import Factor, Mark, Values
from schema.guard.survey import Survey


def dearest_path(survey: Survey, operation: OperationDefinitionNode, values: Values) -> str:
    """Follow the dearest field of each level, down to where only leaves are left.

    No further than the operation is deep: fragments that spread each other in a circle have no end.
    """
    names: list[str] = []
    selected: SelectionSetNode | None = operation.selection_set
    page: Factor = Mark.EACH
    for _ in range(survey.depth_of(operation)):
        fields = {id(each): each for each in _fields(survey, selected) if id(each) in survey.shares}
        worth = {key: survey.shares[key][0].of(values, page) for key in fields}
        if not worth:
            break
        node = fields[max(worth, key=worth.__getitem__)]
        if node.selection_set is None and names:
            break
        names.append(node.alias.value if node.alias else node.name.value)
        selected, page = node.selection_set, survey.shares[id(node)][1]
    return ".".join(names)


def _fields(survey: Survey, selected: SelectionSetNode | None) -> Iterator[FieldNode]:
    """Give the fields of a selection, those of its fragments too, each once."""
    inside, spread = [selected] if selected else [], set[str]()
    while inside:
        for selection in inside.pop().selections:
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                inside.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                if selection.name.value in survey.fragments:
                    inside.append(survey.fragments[selection.name.value][0].selection_set)
