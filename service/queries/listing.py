"""Paging by position in a total order: what others insert or delete neither repeats nor skips an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.mongo.access import Fields, Row, Sort, Store, TenantCollection
from service.queries.cursors import CursorCodec, Keyset
from service.queries.paging import Page, PageRequest


@dataclass(frozen=True, slots=True)
class Listing:
    """A collection in a total order (its last field is `_id`), for clients to page through.

    A cursor is a position in that order, whether or not an item is (still) there, under any filter. Items
    are rows, or with `raw` such as have their bytes in an attribute of that name.
    """

    collection: str
    order: Sort
    cursors: CursorCodec
    raw: bool = False

    async def page(self, store: Store, where: Fields | None, request: PageRequest) -> Page[Row]:
        """Read a page: one query, and one more for each cursor whose own item is not in the list any more.

        `where` None says that nothing can match: no query then. Raises BadUserInput for a bad cursor.
        """
        scope = f"{self.collection}\0{store.tenant}"
        after, before = (
            None if text is None else self.cursors.open(scope, text, argument)
            for argument, text in (("after", request.after), ("before", request.before))
        )
        if where is None:
            return Page([], [], has_next_page=False, has_previous_page=False)
        collection = store[self.collection].raw() if self.raw else store[self.collection]
        if request.forward:
            walk = Walk(collection, where, self.order, after, before)
            rows, more_behind, more_ahead = await walk.take(request.size)
        else:
            walk = Walk(collection, where, turned(self.order), before, after)
            rows, more_ahead, more_behind = await walk.take(request.size)
            rows.reverse()
        cursors = [self.cursors.seal(scope, position(row, self.order)) for row in rows]
        return Page(rows, cursors, has_next_page=more_ahead, has_previous_page=more_behind)


@dataclass(frozen=True, slots=True)
class Walk:
    """A way through a list in one direction, from after `start` to before `stop`."""

    collection: TenantCollection
    where: Fields
    order: Sort
    start: Keyset | None
    stop: Keyset | None

    async def take(self, size: int) -> tuple[list[Row], bool, bool]:
        """Take the first rows; tell whether there is more behind the start and ahead of the last."""
        rows = await self._find(size + 1 + (self.start is not None))
        behind = self._stands_at(rows[:1], self.start)
        if behind:
            del rows[0]
        ahead = len(rows) > size
        del rows[size:]
        if self._stands_at(rows[-1:], self.stop):
            del rows[-1]
            ahead = True
        behind = behind or await self._any(self.start, turned(self.order))
        ahead = ahead or await self._any(self.stop, self.order)
        return rows, behind, ahead

    async def _find(self, limit: int) -> list[Row]:
        """Read the cursors' own items too: seeing them tells, without asking, that there is more."""
        bounds = [self.where]
        if self.start is not None:
            bounds.append(at_or_past(self.start, self.order))
        if self.stop is not None:
            bounds.append(at_or_past(self.stop, turned(self.order)))
        return await self.collection.find({"$and": bounds}, sort=self.order, limit=limit)

    def _stands_at(self, rows: Sequence[Row], point: Keyset | None) -> bool:
        return any(position(row, self.order) == point for row in rows)

    async def _any(self, point: Keyset | None, order: Sort) -> bool:
        if point is None:
            return False
        where = {"$and": [self.where, at_or_past(point, order)]}
        return await self.collection.find_one(where, {"_id": True}) is not None


def turned(order: Sort) -> Sort:
    """Give the opposite order."""
    return [(field, -direction) for field, direction in order]


def position(row: Row, order: Sort) -> Keyset:
    """Tell where a row stands."""
    return tuple(row[field] for field, _ in order)


def at_or_past(point: Keyset, order: Sort) -> dict[str, Any]:
    """Match what stands at that point or later: no earlier in the first field, and where level not before it.

    Said without `$or`, whose branches MongoDB plans one by one: that took over 3 s for a rare filter from a
    cursor on (100,000 feedback); this takes as long as a first page. Items level with it are read over.
    """
    (field, direction), (tie, tie_direction) = order
    value, tie_value = point
    before = {field: value, tie: {"$lt" if tie_direction > 0 else "$gt": tie_value}}
    return {field: {"$gte" if direction > 0 else "$lte": value}, "$nor": [before]}
