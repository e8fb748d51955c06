"""A price: a sum of products, each of how many items the lists around some fields have."""

from collections.abc import Mapping

from schema.guard.count import Count, Factor, Mark, Values, product


class Price:
    """Fields of an answer. `terms` maps the lists they are in, the outermost first, to how many they are."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[tuple[Factor, ...], int] | None = None) -> None:
        self.terms: dict[tuple[Factor, ...], int] = dict(terms or {})

    def add(self, other: "Price") -> None:
        """Raise it by another."""
        for factors, fields in other.terms.items():
            self.terms[factors] = self.terms.get(factors, 0) + fields

    def times(self, factor: Factor) -> "Price":
        """Price the items of a list."""
        return Price({(factor, *factors): fields for factors, fields in self.terms.items()})

    def paged(self, factor: Factor) -> "Price":
        """Say how many items the page has: what stands beside them is charged once."""
        items = {factors[1:]: fields for factors, fields in self.terms.items() if factors[:1] == (Mark.EACH,)}
        price = Price(
            {factors: fields for factors, fields in self.terms.items() if factors[:1] != (Mark.EACH,)}
        )
        price.add(Price(items).times(factor))
        return price

    def of(self, values: Values, page: Factor = Mark.EACH) -> int:
        """Compute it for one request; `page` is what a page is that nothing around it has said."""
        return sum(fields * product(factors, values, page) for factors, fields in self.terms.items())

    @property
    def fixed(self) -> bool:
        """Whether it is the same for all requests."""
        return not any(isinstance(factor, Count) for factors in self.terms for factor in factors)
