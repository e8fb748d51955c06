"""What a selection adds up to, its fragments spread out."""

from dataclasses import dataclass, field

from schema.guard.price import Price


@dataclass(slots=True)
class Tally:
    """How deep a selection goes, how many fields it has in all and at its root, and what it costs.

    `fields` stops counting above `most`: then the price is left unfinished, for it will not be asked.
    """

    most: int
    depth: int = 0
    fields: int = 0
    roots: int = 0
    price: Price = field(default_factory=Price)

    def spread(self, other: "Tally") -> None:
        """Take the fields of a fragment in."""
        self.depth = max(self.depth, other.depth)
        self.roots = min(self.roots + other.roots, self.most + 1)
        self._count(other.fields)
        if self.fields <= self.most:
            self.price.add(other.price)

    def take(self, under: "Tally", price: Price) -> None:
        """Take a field in, with what is selected under it, at the price of both."""
        self.depth = max(self.depth, 1 + under.depth)
        self.roots += 1
        self.take_flat(under, price)

    def take_flat(self, under: "Tally", price: Price) -> None:
        """Take a field of introspection in: it has no depth, and is no field of the root."""
        self._count(1 + under.fields)
        if self.fields <= self.most:
            self.price.add(price)

    def _count(self, fields: int) -> None:
        self.fields = min(self.fields + fields, self.most + 1)
