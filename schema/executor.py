"""An executor that reads plain attributes without ceremony: most of a page of scores is nothing else."""

from asyncio import Future
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import CoroutineType
from typing import Any, TypeGuard

from graphql import (
    Executor,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    is_leaf_type,
)
from graphql.pyutils import Path
from strawberry.types.field import StrawberryField

Selected = Mapping[str, Any]
"""The fields selected of one object, by response name, as graphql-core groups them."""


class Unusual(Exception):
    """A plain field that cannot be answered plainly: graphql-core answers it, or says what is wrong."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field that is an attribute of a leaf type, or a list of such."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    nullable: bool

    def of(self, executor: "PageExecutor", source: Any, details: Any) -> Any:  # noqa: ARG002  as Branch's
        """Give the attribute as it is sent."""
        value = self.read(source)
        if value is not None:
            return self.write(value)
        if self.nullable:
            return None
        raise Unusual


@dataclass(frozen=True, slots=True)
class Branch:
    """A field that is an attribute of an object type, or a list of such; both as they are in Python."""

    read: Callable[[Any], Any]
    type: GraphQLObjectType
    many: bool
    nullable: bool

    def of(self, executor: "PageExecutor", source: Any, details: Any) -> Any:
        """Give the plain fields selected of it; raises Unusual or KeyError where any is not plain."""
        value = self.read(source)
        if value is None:
            if self.nullable:
                return None
            raise Unusual
        selected = executor.collect_subfields(self.type, details)[0]
        if self.many:
            return [executor.plainly(self.type, each, selected) for each in value]
        return executor.plainly(self.type, value, selected)


Plain = Leaf | Branch
PlainFields = Mapping[str, Mapping[str, Plain]]


def plain_fields(schema: GraphQLSchema) -> PlainFields:
    """Find the fields that are plain attributes, by type and name; `__typename` is one too."""
    return {
        each.name: {
            **{name: plain for name, field in each.fields.items() if (plain := _plain(field))},
            "__typename": Leaf(_always(each.name), str, nullable=False),
        }
        for each in schema.type_map.values()
        if isinstance(each, GraphQLObjectType)
    }


def _always(answer: str) -> Callable[[Any], str]:
    return lambda _: answer


def _plain(field: GraphQLField) -> Plain | None:
    source = field.extensions.get("strawberry-definition")
    if not isinstance(source, StrawberryField) or not source.is_basic_field:
        return None
    read = attrgetter(source.python_name)
    shape, nullable = _bare(field.type)
    many = isinstance(shape, GraphQLList)
    item, item_nullable = _bare(shape.of_type) if many else (shape, False)
    if item_nullable:
        return None
    if is_leaf_type(item):
        return Leaf(read, _lister(_writer(item)) if many else _writer(item), nullable)
    if isinstance(item, GraphQLObjectType) and not item.is_type_of:
        return Branch(read, item, many, nullable)
    return None


def _bare(shape: Any) -> tuple[Any, bool]:
    return (shape.of_type, False) if isinstance(shape, GraphQLNonNull) else (shape, True)


def _writer(leaf: Any) -> Callable[[Any], Any]:
    if isinstance(leaf, GraphQLEnumType):
        return {value.value: name for name, value in leaf.values.items()}.__getitem__
    write: Callable[[Any], Any] = leaf.coerce_output_value
    return write


def _lister(write: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [write(each) for each in values]


def is_awaitable(value: Any) -> TypeGuard[Awaitable[Any]]:
    """Tell what has to be waited for of what resolvers give: coroutines, and a loader's futures."""
    return isinstance(value, CoroutineType | Future)


class PageExecutor(Executor[Any]):
    """Executes as graphql-core does, but reads plain fields at once, without path, info and resolver.

    Reading one has no effect, so whatever is unusual about it (a failure, a null where none may be) is
    simply left to graphql-core, which reads it again. Measured on a journey's page: 1.4 times less CPU for
    the whole answer than with graphql-core's own executor.
    """

    def __init__(self, *arguments: Any, plain: PlainFields, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._plain = plain

    def let_go(self) -> None:
        """Let all of this execution go at once; what points back at it would wait for a collection."""
        del self.async_helpers

    def plainly(self, object_type: GraphQLObjectType, source: Any, selected: Selected) -> dict[str, Any]:
        """Read the selected fields of an object, all of them plain; raises KeyError if one is not."""
        plain = self._plain[object_type.name]
        return {
            name: plain[details[0].node.name.value].of(self, source, details)
            for name, details in selected.items()
        }

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: Any,
        position_context: Any,
    ) -> Any:
        """Read the plain fields of an object, and have the others executed."""
        plain = self._plain.get(parent_type.name, {})
        results: dict[str, Any] = {}
        others: dict[str, Any] = {}
        for name, details in grouped_field_set.items():
            results[name] = None  # every name keeps its place
            field = plain.get(details[0].node.name.value)
            try:
                if field is None:
                    others[name] = details
                else:
                    results[name] = field.of(self, source_value, details)
            except Exception:  # noqa: BLE001  graphql-core meets it again, and tells it
                others[name] = details
        if not others:
            return results
        executed: Any = super().execute_fields(parent_type, source_value, path, others, position_context)
        if is_awaitable(executed):
            return _joined(results, executed)
        results.update(executed)
        return results


async def _joined(results: dict[str, Any], executed: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    results.update(await executed)
    return results
