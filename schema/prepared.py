"""Documents, parsed and checked once and kept: a frontend sends the same few over and over."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    validate,
)

from schema.telling import telling_variables

Check = Callable[[DocumentNode], list[GraphQLError]]

_TOKEN_BYTES: Final = 600
"""What one token takes in memory, parsed: 430 to 560 measured."""

_MOST_SHARE: Final = 16
_MOST_ERRORS: Final = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be executed, or what is wrong with it, as it is sent.

    `telling` names for each subscription the variables that its updates depend on.
    """

    text: str
    document: DocumentNode | None
    operations: Mapping[str | None, OperationDefinitionNode]
    telling: Mapping[str | None, frozenset[str]]
    errors: tuple[dict[str, Any], ...]
    size: int


class Preparation:
    """Parses and checks documents, bounded in tokens, and keeps the latest, bounded in bytes."""

    def __init__(
        self, schema: GraphQLSchema, most_tokens: int, kept_bytes: int, *, suggestions: bool
    ) -> None:
        self._schema = schema
        self._most_tokens = most_tokens
        self._kept_bytes = kept_bytes
        self._suggestions = suggestions
        self._checks: tuple[Check, ...] = (self._valid,)
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self.nbytes = 0

    def __call__(self, text: str) -> Prepared:
        """Prepare a document; one that was seen lately is at hand."""
        prepared = self._kept.get(text)
        if prepared is None:
            prepared = self._prepare(text)
            self._keep(text, prepared)
        else:
            self._kept.move_to_end(text)
        return prepared

    def _prepare(self, text: str) -> Prepared:
        try:
            document = parse(text, max_lexical_tokens=self._most_tokens, max_comments=self._most_tokens)
        except GraphQLSyntaxError as error:
            return _refused(text, "GRAPHQL_PARSE_FAILED", [error])
        for check in self._checks:
            if errors := check(document):
                return _refused(text, "GRAPHQL_VALIDATION_FAILED", errors)
        operations = {
            node.name.value if node.name else None: node
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        telling = telling_variables(document, self._schema.subscription_type)
        size = len(text) + _TOKEN_BYTES * _tokens(document)
        return Prepared(text, document, operations, telling, (), size)

    def _valid(self, document: DocumentNode) -> list[GraphQLError]:
        hidden = not self._suggestions
        return validate(self._schema, document, max_errors=_MOST_ERRORS, hide_suggestions=hidden)

    def _keep(self, text: str, prepared: Prepared) -> None:
        if prepared.size > self._kept_bytes // _MOST_SHARE:
            return
        self._kept[text] = prepared
        self.nbytes += prepared.size
        while self.nbytes > self._kept_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.nbytes -= oldest.size


def _refused(text: str, code: str, errors: list[GraphQLError]) -> Prepared:
    told = tuple({**error.formatted, "extensions": {"code": code}} for error in errors)
    return Prepared(text, None, {}, {}, told, len(text) + sum(len(str(error)) for error in told))


def _tokens(document: DocumentNode) -> int:
    count, token = 0, document.loc.start_token if document.loc else None
    while token:
        count, token = count + 1, token.next
    return count
