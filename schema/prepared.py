"""Documents, parsed and checked once and kept: a frontend sends the same few over and over."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import getsizeof
from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    Token,
    TokenKind,
    parse,
)

from schema.guard import Cost, Guard, valid
from schema.telling import telling_variables
from service.settings import Limits

_TOKEN_BYTES: Final = 600
"""What one token takes in memory, parsed: 430 to 560 measured."""

_ERROR_BYTES: Final = 1_200
"""What one error takes in memory, as it is sent: 1,100 measured."""

_MOST_SHARE: Final = 16

_LONGEST_NUMBER: Final = 400
"""Characters: the longest that a double needs; above 4,300 Python gives up in words of its own."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be executed, or what is wrong with it, as it is sent.

    `telling` names for each subscription the variables that its updates depend on; `costs` prices each
    operation.
    """

    text: str
    document: DocumentNode | None
    operations: Mapping[str | None, OperationDefinitionNode]
    telling: Mapping[str | None, frozenset[str]]
    costs: Mapping[str | None, Cost]
    errors: tuple[dict[str, Any], ...]
    size: int


class Preparation:
    """Parses, counts and checks documents, each step bounded, and keeps the latest, bounded in bytes."""

    def __init__(self, schema: GraphQLSchema, guard: Guard, limits: Limits, *, suggestions: bool) -> None:
        self._schema = schema
        self._guard = guard
        self._most_characters = limits.document_characters
        self._most_tokens = limits.document_tokens
        self._kept_bytes = limits.prepared_bytes
        self._suggestions = suggestions
        self._kept: OrderedDict[str, Prepared] = OrderedDict()
        self.nbytes = 0

    def __call__(self, text: str) -> Prepared:
        """Prepare a document; one that was seen lately is at hand."""
        if len(text) > self._most_characters:
            return _refused(text, "GRAPHQL_PARSE_FAILED", [self._too_long(text)])
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
        if (longest := _longest_number(document)) > _LONGEST_NUMBER:
            return _refused(text, "GRAPHQL_VALIDATION_FAILED", [_too_many_digits(longest)])
        findings = self._guard(document)
        if errors := findings.errors or valid(self._schema, document, suggestions=self._suggestions):
            return _refused(text, "GRAPHQL_VALIDATION_FAILED", errors)
        operations = {
            node.name.value if node.name else None: node
            for node in document.definitions
            if isinstance(node, OperationDefinitionNode)
        }
        telling = telling_variables(document, self._schema.subscription_type)
        size = _text_bytes(text) + _TOKEN_BYTES * sum(1 for _ in _tokens(document))
        return Prepared(text, document, operations, telling, findings.costs, (), size)

    def _too_long(self, text: str) -> GraphQLError:
        return GraphQLError(
            f"The document has {len(text)} characters, at most {self._most_characters} are allowed: "
            "send texts as variables."
        )

    def _keep(self, text: str, prepared: Prepared) -> None:
        if prepared.size > self._kept_bytes // _MOST_SHARE:
            return
        self._kept[text] = prepared
        self.nbytes += prepared.size
        while self.nbytes > self._kept_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.nbytes -= oldest.size


def _refused(text: str, code: str, errors: Iterable[GraphQLError]) -> Prepared:
    told = tuple({**error.formatted, "extensions": error.extensions or {"code": code}} for error in errors)
    size = _text_bytes(text) + sum(_ERROR_BYTES + len(str(error)) for error in told)
    return Prepared(text, None, {}, {}, {}, told, size)


def _text_bytes(text: str) -> int:
    """Tell what a text takes: once as it was sent, once more in the values that stand in it."""
    return 2 * getsizeof(text)


def _too_many_digits(length: int) -> GraphQLError:
    return GraphQLError(
        f"The document has a number of {length} characters, at most {_LONGEST_NUMBER} are allowed."
    )


def _longest_number(document: DocumentNode) -> int:
    numbers = (token for token in _tokens(document) if token.kind in {TokenKind.INT, TokenKind.FLOAT})
    return max((token.end - token.start for token in numbers), default=0)


def _tokens(document: DocumentNode) -> Iterator[Token]:
    token = document.loc.start_token if document.loc else None
    while token:
        yield token
        token = token.next
