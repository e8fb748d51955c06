"""The guard: refuses a document for what it would take, before anybody looks at what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType

from schema.guard.cost import Cost
from schema.guard.dearest import dearest_path
from schema.guard.excess import crowd, excesses, refused
from schema.guard.survey import Survey
from schema.guard.tariff import tariff
from schema.guard.validation import MOST_ERRORS
from service.settings import Limits

TOO_COSTLY = "QUERY_TOO_COSTLY"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a document asks for: why it is refused, and what each of its operations costs if it is not."""

    errors: tuple[GraphQLError, ...] = ()
    costs: Mapping[str | None, Cost] = field(default_factory=dict)


class Guard:
    """Counts what a document asks for, in one pass that is linear in it. Raises for no document."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, introspection: bool) -> None:
        self._tariff = tariff(schema, limits.page_size)
        kinds = {kind: schema.get_root_type(kind) for kind in OperationType}
        self._roots = {kind: root.name for kind, root in kinds.items() if root}
        self._limits = limits
        self._introspection = introspection

    def __call__(self, document: DocumentNode) -> Findings:
        """Count a parsed document, valid or not."""
        if errors := tuple(islice(crowd(document, self._limits), 1)):
            return Findings(errors)
        survey = self._survey(document)
        if errors := (*self._hidden(survey), *islice(excesses(survey, self._limits), MOST_ERRORS)):
            return Findings(errors)
        costs = {
            each.name.value if each.name else None: Cost.of(tally.price, each, self._limits.cost)
            for each, tally in survey.operations
        }
        return Findings(tuple(islice(self._too_costly_for_all(survey), 1)), costs)

    def too_costly(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        cost: Cost,
        variables: Mapping[str, Any],
    ) -> GraphQLError:
        """Say what an operation costs one request that may not have it, and where most of it lies."""
        return self._told(self._survey(document), operation, cost, variables)

    def _survey(self, document: DocumentNode) -> Survey:
        return Survey(self._tariff, self._roots, self._limits, document)

    def _hidden(self, survey: Survey) -> Iterator[GraphQLError]:
        if survey.introspection and not self._introspection:
            yield refused(
                "Introspection is off here: the schema is at /schema.graphql. HEARTLINE_INTROSPECTION=true "
                "turns it on.",
                survey.introspection,
            )

    def _too_costly_for_all(self, survey: Survey) -> Iterator[GraphQLError]:
        """Refuse what no variables can make cheaper."""
        for operation, tally in survey.operations:
            if tally.price.fixed and tally.price.of({}) > self._limits.cost:
                yield self._told(survey, operation, Cost.of(tally.price, operation, self._limits.cost), {})

    def _told(
        self, survey: Survey, operation: OperationDefinitionNode, cost: Cost, variables: Mapping[str, Any]
    ) -> GraphQLError:
        told = cost.told(variables)
        path = dearest_path(survey, operation, {**cost.defaults, **variables})
        return GraphQLError(
            f"The {operation.operation.value} costs {told['requested']}, at most {cost.limit} is allowed. "
            f"Most of it is {path}: ask for fewer items of its lists (first, last), for fewer fields, or in "
            "several requests.",
            operation,
            extensions={"code": TOO_COSTLY, "cost": told},
        )
