"""Validation as graphql-core does it, with little patience for fields that are selected over and over."""

from typing import Any, Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError

MOST_COMPARISONS: Final = 5_000
"""Of equally named fields and of fragments side by side. The library allows 500,000: a second of CPU."""

MOST_ERRORS: Final = 20


class Overlapping(OverlappingFieldsCanBeMergedRule):
    """Fields of one name mean one thing; found out in bounded time."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_COMPARISONS

    def enter_selection_set(self, *arguments: Any) -> None:
        """Compare the fields of a selection; raises ValidationAbortedError where they are too many."""
        try:
            super().enter_selection_set(*arguments)
        except ValidationAbortedError:
            raise ValidationAbortedError(
                "The document selects the same fields, or spreads fragments side by side, too often "
                f"(over {MOST_COMPARISONS:,} comparisons): select each field once."
            ) from None


RULES: Final = tuple(
    Overlapping if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules
)


def valid(schema: GraphQLSchema, document: DocumentNode, *, suggestions: bool) -> list[GraphQLError]:
    """Tell what is wrong with a document, in bounded time."""
    return validate(schema, document, RULES, max_errors=MOST_ERRORS, hide_suggestions=not suggestions)
