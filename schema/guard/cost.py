"""What an operation costs: told before it is executed, for each request anew where variables have a say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import IntValueNode, OperationDefinitionNode

from schema.guard.count import LONGEST
from schema.guard.price import Price


@dataclass(frozen=True, slots=True)
class Cost:
    """The fields an answer may have, lists by the sizes they are counted as; `limit` is what is allowed."""

    price: Price
    defaults: Mapping[str, int]
    limit: int

    @classmethod
    def of(cls, price: Price, operation: OperationDefinitionNode, limit: int) -> "Cost":
        """Price an operation; its variables' defaults count where a request leaves them out."""
        if price.fixed:
            return cls(Price({(): price.of({})}), {}, limit)
        defaults = {
            each.variable.name.value: int(each.default_value.value)
            for each in operation.variable_definitions or ()
            if isinstance(each.default_value, IntValueNode) and len(each.default_value.value) <= LONGEST
        }
        return cls(price, defaults, limit)

    def requested(self, variables: Mapping[str, Any]) -> int:
        """Compute it for one request, from its variables as they were sent."""
        return self.price.of({**self.defaults, **variables})

    def told(self, variables: Mapping[str, Any]) -> dict[str, int]:
        """Tell it as clients see it."""
        return {"requested": self.requested(variables), "limit": self.limit}
