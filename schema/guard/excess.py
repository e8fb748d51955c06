"""What a document has too much of, told with the figure, the limit and what to do."""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    Node,
    OperationDefinitionNode,
    OperationType,
)

from schema.guard.survey import Survey
from service.settings import Limits

REFUSED = "GRAPHQL_VALIDATION_FAILED"


def crowd(document: DocumentNode, limits: Limits) -> Iterator[GraphQLError]:
    """Refuse a document of too many operations and fragments."""
    if (count := len(document.definitions)) > limits.definitions:
        yield refused(
            f"The document has {count} operations and fragments, at most {limits.definitions} are allowed: "
            "send only those that the operation needs.",
        )
    for each in document.definitions:
        if (
            isinstance(each, OperationDefinitionNode | FragmentDefinitionNode)
            and not each.selection_set.selections
        ):
            yield refused("Nothing is selected between { and }: name a field.", each)


def excesses(survey: Survey, limits: Limits) -> Iterator[GraphQLError]:
    """Refuse what is too much, whatever the schema says of it: one error for each figure."""
    if survey.aliases > limits.aliases:
        yield refused(
            f"The document has {survey.aliases} aliases, at most {limits.aliases} are allowed: "
            "ask for many objects by a list, or in several requests."
        )
    if survey.directives > limits.directives:
        yield refused(
            f"The document has {survey.directives} directives, at most {limits.directives} are allowed: "
            "put one on a fragment instead of one on each of its fields."
        )
    if _expanded(survey) > limits.expanded_fields:
        yield refused(
            f"The document has over {limits.expanded_fields} fields once its fragments are spread out, the "
            "most that are allowed: spread a fragment once, or send several requests."
        )
    yield from _of_operations(survey, limits)


def _of_operations(survey: Survey, limits: Limits) -> Iterator[GraphQLError]:
    for operation, tally in survey.operations:
        if tally.depth > limits.depth:
            yield refused(
                f"The operation is {tally.depth} fields deep, at most {limits.depth} are allowed: "
                "ask for what lies deeper by its id, in a request of its own.",
                operation,
            )
    changing = [
        (each, tally.roots) for each, tally in survey.operations if each.operation is OperationType.MUTATION
    ]
    if (mutations := sum(roots for _, roots in changing)) > limits.root_mutations:
        yield refused(
            f"The document has {mutations} mutations, at most {limits.root_mutations} are allowed: "
            "send the others in another request, feedback by submitFeedbackBatch.",
            changing[-1][0],
        )


def _expanded(survey: Survey) -> int:
    """Count the fields of all operations, or of a fragment that nobody spreads if that has more."""
    spread = sum(tally.fields for _, tally in survey.operations)
    return max(spread, *(tally.fields for _, tally in survey.fragments.values()), 0)


def refused(message: str, node: Node | None = None) -> GraphQLError:
    """Refuse a document as validation does."""
    return GraphQLError(message, node, extensions={"code": REFUSED})
