"""What a client asks of a list, and the page it gets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from service.errors import BadUserInput

DEFAULT_SIZE: Final = 20
MOST: Final = 100

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The Relay arguments of a connection: `first` (20 where nothing is said) or `last` items, 0..`most`.

    `after` and `before` may come together. Raises BadUserInput for a size out of range and for first with
    last.
    """

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None
    most: int = MOST

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.first is not None and self.last is not None:
            raise BadUserInput("first and last are given together: pass one of them")
        for argument, size in (("first", self.first), ("last", self.last)):
            if size is not None and not 0 <= size <= self.most:
                raise BadUserInput(f"{argument} is {size}: pass 0 to {self.most}")

    @property
    def forward(self) -> bool:
        """Whether the page is read from its beginning."""
        return self.last is None

    @property
    def size(self) -> int:
        """How many items are wanted."""
        chosen = self.first if self.forward else self.last
        return min(DEFAULT_SIZE, self.most) if chosen is None else chosen


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list in its order, a cursor for each, and whether there are more on either side."""

    items: list[T]
    cursors: list[str]
    has_next_page: bool
    has_previous_page: bool

    def of(self, make: Callable[[T], U]) -> "Page[U]":
        """Make each item into what it stands for."""
        return Page(
            [make(each) for each in self.items], self.cursors, self.has_next_page, self.has_previous_page
        )
