"""The schema, put together."""

from collections.abc import Iterator
from typing import Final

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
)
from strawberry.schema.config import StrawberryConfig

from schema.mutations.root import Mutation
from schema.problems import ANSWERED
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.wording import flowing

ABOUT: Final = flowing("""
    Heartline: how people feel along your customers' journeys, where that feeling holds together, and where
    a better moment would pay most.

    Written to grow: fields, types, arguments, enum values and union members are added, never renamed or
    removed. So treat a Channel or FeedbackSource you do not know as OTHER, look an Emotion you do not know
    up in `emotions`, catch an outcome you do not know with `... on Problem`, and always request that
    fragment.

    A write that is refused is data: a Problem in the result's union, which names the field and the rule. A
    request, or one field of it, that is refused is a GraphQL error with `extensions.code`: UNAUTHENTICATED,
    FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, QUERY_TOO_COSTLY,
    PERSISTED_QUERY_NOT_FOUND, RATE_LIMITED, OVERLOADED (send it again later) or INTERNAL_SERVER_ERROR (with a
    `reference` to quote).

    What an operation asks for is bounded by its cost: a field costs 1, and a list multiplies what is under
    it, a connection by `first` or `last` (or 20), stages and touchpoints by 10. Send the header
    `Heartline-Cost: 1`, and `extensions.cost` tells what it was and what is allowed, 5000 unless configured.

    Every score comes with what it rests on. One that does not exist is null with a status, never 0.
""")


def build_schema() -> strawberry.Schema:
    """Put the schema together; the same every time."""
    schema = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(scalar_map=SCALARS),
        exception_handlers=ANSWERED,
    )
    core = core_of(schema)
    core.description = ABOUT
    for argument in _arguments(core):
        if (
            argument.default_value is None
        ):  # a default of null says no more than none, and would be in the SDL
            argument.default_value = Undefined
    return schema


def core_of(schema: strawberry.Schema) -> GraphQLSchema:
    """Give graphql-core's schema behind strawberry's, which has no public name there."""
    return schema._schema  # noqa: SLF001  as the docstring says


def _arguments(core: GraphQLSchema) -> Iterator[GraphQLArgument]:
    for each in core.type_map.values():
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for field in each.fields.values():
                yield from field.args.values()
