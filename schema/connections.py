"""Lists that can grow, one page at a time (Relay connections)."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Generic, TypeVar

import strawberry

from schema.wording import object_type, resolved, shown
from service.queries.paging import Page

T = TypeVar("T")
U = TypeVar("U")

First = Annotated[
    int | None,
    strawberry.argument(description="How many to read from the start, 0 to 100; 20 if neither is given."),
]
After = Annotated[str | None, strawberry.argument(description="Read what stands after this cursor.")]
Last = Annotated[
    int | None,
    strawberry.argument(description="How many to read from the end, 0 to 100. Not together with `first`."),
]
Before = Annotated[str | None, strawberry.argument(description="Read what stands before this cursor.")]


@object_type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = shown("Whether there is more after this page.")
    has_previous_page: bool = shown("Whether there is more before this page.")
    start_cursor: str | None = shown("The first item's cursor: pass it as `before` to page back.")
    end_cursor: str | None = shown("The last item's cursor: pass it as `after` to page on.")


@object_type
class Edge(Generic[T]):
    """One item of a page, with its place in the list."""

    cursor: str = shown(
        "This item's place: opaque, and it stays right while others add or remove items. Fit for this list "
        "only."
    )
    node: T = shown("The item itself.")


@object_type
class Connection(Generic[T]):
    """One page of a list. What is added or removed meanwhile neither repeats nor skips an item."""

    edges: list[Edge[T]] = shown("The items of this page, in the order of the list.")
    page_info: PageInfo = shown("Whether and how to page on.")
    count: strawberry.Private[Callable[[], Awaitable[int | None]]]

    @resolved
    async def total_count(self) -> int | None:
        """How many items the whole list has; null for feedback, where counting would mean reading it all.

        Counted when asked for only, so leave it out of a page that does not show it.
        """
        return await self.count()


def connect(
    page: Page[U], show: Callable[[U], T], count: Callable[[], Awaitable[int | None]]
) -> Connection[T]:
    """Show a page of stored objects."""
    cursors = page.cursors
    return Connection(
        edges=[
            Edge(cursor=cursor, node=show(item)) for cursor, item in zip(cursors, page.items, strict=True)
        ],
        page_info=PageInfo(
            has_next_page=page.has_next_page,
            has_previous_page=page.has_previous_page,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        ),
        count=count,
    )
