"""How this package says things once: what a docstring tells a reader of the code, the API tells its clients.

A class's or a resolver's docstring becomes its GraphQL description; `shown` words a plain attribute.
"""

from collections.abc import Awaitable, Callable
from dataclasses import MISSING
from typing import Any, TypeVar, dataclass_transform, get_args

import strawberry
from strawberry.types.field import StrawberryField

from schema.reader import InputReader

T = TypeVar("T")


def flowing(text: str | None) -> str:
    """Unwrap the lines of each paragraph, for clients to wrap as they like."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in (text or "").strip().split("\n\n"))


def shown(description: str, *, graphql_type: Any = None, default: Any = MISSING) -> Any:
    """Describe a field that is an attribute of the same name, of whatever object stands for the type."""
    return strawberry.field(description=description, graphql_type=graphql_type, default=default)


def resolved(resolver: Callable[..., Any]) -> StrawberryField:
    """Make a field of a resolver, described by its docstring; an awaitable answer shows what is awaited."""
    answer = resolver.__annotations__["return"]
    awaited = get_args(answer)[0] if getattr(answer, "__origin__", None) is Awaitable else None
    return strawberry.field(resolver, description=flowing(resolver.__doc__), graphql_type=awaited)


def mutation(resolver: Callable[..., Any]) -> StrawberryField:
    """Make a mutation of a resolver, described by its docstring."""
    described: StrawberryField = strawberry.mutation(resolver, description=flowing(resolver.__doc__))
    return described


def subscription(resolver: Callable[..., Any]) -> StrawberryField:
    """Make a subscription of a resolver, described by its docstring."""
    described: StrawberryField = strawberry.subscription(resolver, description=flowing(resolver.__doc__))
    return described


@dataclass_transform(kw_only_default=True, field_specifiers=(shown,))
def object_type(cls: type[T]) -> type[T]:
    """Make a GraphQL type of a class, described by its docstring."""
    return strawberry.type(cls, description=flowing(cls.__doc__))


@dataclass_transform(kw_only_default=True, field_specifiers=(shown,))
def interface_type(cls: type[T]) -> type[T]:
    """Make a GraphQL interface of a class, described by its docstring."""
    return strawberry.interface(cls, description=flowing(cls.__doc__))


@dataclass_transform(kw_only_default=True, field_specifiers=(shown,))
def input_type(cls: type[T]) -> type[T]:
    """Make a GraphQL input of a class, described by its docstring."""
    made: Any = strawberry.input(cls, description=flowing(cls.__doc__))
    definition = made.__strawberry_definition__
    definition.from_input = InputReader(definition)
    return cls
