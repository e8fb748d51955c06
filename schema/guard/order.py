"""In which order definitions are counted: a fragment before all that spread it."""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

Definition = OperationDefinitionNode | FragmentDefinitionNode


def in_order(document: DocumentNode) -> Iterator[Definition]:
    """Give the operations and fragments, each once; within a cycle of fragments in any order.

    Without recursion: a chain of fragments may be longer than Python's stack.
    """
    definitions = [each for each in document.definitions if isinstance(each, Definition)]
    fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
    met: set[int] = set()
    given: set[int] = set()
    for definition in definitions:
        waiting: list[Definition] = [definition]
        while waiting:
            last = waiting[-1]
            if id(last) not in met:
                met.add(id(last))
                spread = [fragments[name] for name in _spreads(last.selection_set) if name in fragments]
                waiting += [each for each in spread if id(each) not in met]
            else:
                waiting.pop()
                if id(last) not in given:
                    given.add(id(last))
                    yield last


def _spreads(selected: SelectionSetNode) -> Iterator[str]:
    inside = [selected]
    while inside:
        for selection in inside.pop().selections:
            if isinstance(selection, FragmentSpreadNode):
                yield selection.name.value
            elif under := getattr(selection, "selection_set", None):
                inside.append(under)
