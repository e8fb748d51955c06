"""Pages agree with a sorted list, whatever is asked and whatever others insert or delete meanwhile."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.documents.ids import Kind
from service.documents.persona import Persona
from service.mongo.client import Mongo
from service.queries.atlas import Atlas
from service.queries.cursors import CursorCodec
from service.queries.paging import Page, PageRequest

CODEC = CursorCodec(b"k" * 32)
Key = tuple[str, str]

many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
names = st.lists(st.sampled_from(["", "A", "B", "Z", "a", "É", "😀"]), max_size=14)
sizes = st.integers(0, 6)


@dataclass(frozen=True)
class Shelf:
    """Personas of a tenant of their own, put and taken directly."""

    mongo: Mongo
    tenant: str
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def atlas(self) -> Atlas:
        """Read it."""
        return Atlas(self.mongo, CODEC)

    async def put(self, name: str) -> Key:
        """Put a persona on it; ids are in one order on every shelf, so that a failure can be repeated."""
        order = sha256(b"%d" % next(self.numbers)).digest()[:5]
        id_ = urlsafe_b64encode(bytes([Kind.PERSONA]) + order + bytes.fromhex(self.tenant)[:12]).decode()
        persona = Persona(id=id_, tenant=self.tenant, name=name)
        await self.mongo.of(self.tenant)["personas"].insert(persona.stored())
        return persona.name, persona.id

    async def take(self, key: Key) -> None:
        """Take one off it."""
        await self.mongo.of(self.tenant)["personas"].delete({"_id": key[1]})

    def cursor(self, key: Key | None) -> str | None:
        """Seal the place of a key."""
        return key and CODEC.seal(f"personas\0{self.tenant}", key)

    async def page(self, **arguments: Any) -> Page[Persona]:
        """Read a page of it."""
        return await self.atlas.persona_page(self.tenant, PageRequest(**arguments))


@pytest.fixture
def shelves(mongo: Mongo):
    """Make empty shelves, each of another tenant."""
    return lambda: Shelf(mongo, uuid4().hex)


def keys_of(page: Page[Persona]) -> list[Key]:
    """Tell what a page shows."""
    return [(each.name, each.id) for each in page.items]


def modelled(
    keys: list[Key], size: int, forward: bool, after: Key | None, before: Key | None
) -> tuple[list[Key], bool, bool]:
    """Cut the page out of the list: its keys, whether more follow it, whether more precede it."""
    inside = [key for key in sorted(keys) if (not after or key > after) and (not before or key < before)]
    past = bool(before) and any(key >= before for key in keys)
    gone = bool(after) and any(key <= after for key in keys)
    more = len(inside) > size
    if forward:
        return inside[:size], more or past, gone
    return inside[len(inside) - size if more else 0 :], past, more or gone


@many
@given(data=st.data(), given_names=names)
async def test_any_page_is_cut_out_of_the_sorted_list(
    shelves, data: st.DataObject, given_names: list[str]
) -> None:
    """Items, hasNextPage and hasPreviousPage are right, cursors of deleted items included."""
    shelf = shelves()
    keys = [await shelf.put(name) for name in given_names]
    places = st.none() | st.sampled_from(keys) if keys else st.none()
    after, before, size = data.draw(places), data.draw(places), data.draw(sizes)
    forward = data.draw(st.booleans())
    for key in data.draw(st.sets(st.sampled_from(keys))) if keys else ():
        await shelf.take(key)
        keys.remove(key)
    page = await shelf.page(
        **{"first" if forward else "last": size}, after=shelf.cursor(after), before=shelf.cursor(before)
    )
    expected, more_after, more_before = modelled(keys, size, forward, after, before)
    assert keys_of(page) == expected
    assert (page.has_next_page, page.has_previous_page) == (more_after, more_before)
    assert page.cursors == [shelf.cursor(key) for key in expected]


@many
@given(given_names=names, size=st.integers(1, 5))
async def test_walking_both_ways_reads_the_sorted_list(shelves, given_names: list[str], size: int) -> None:
    """Forward by endCursor, backward by startCursor: every item once, in the order of name, then id."""
    shelf = shelves()
    keys = sorted([await shelf.put(name) for name in given_names])
    there = [page async for page in forth(shelf, size)]
    back = [page async for page in back_again(shelf, size)]
    assert [key for page in there for key in keys_of(page)] == keys
    assert [key for page in reversed(back) for key in keys_of(page)] == keys
    assert [page.has_next_page for page in there] == [True] * (len(there) - 1) + [False]
    assert [page.has_previous_page for page in back] == [True] * (len(back) - 1) + [False]


@many
@given(data=st.data(), given_names=names, size=st.integers(1, 4))
async def test_a_walk_is_stable_while_others_write(
    shelves, data: st.DataObject, given_names: list[str], size: int
) -> None:
    """What stands all the while is read exactly once, whatever is inserted or deleted between two pages."""
    shelf = shelves()
    keys = [await shelf.put(name) for name in given_names]
    lasting = set(keys)
    seen: list[Key] = []
    async for page in forth(shelf, size):
        seen += keys_of(page)
        keys.append(await shelf.put(data.draw(st.sampled_from(["A", "B", "a"]))))
        if lasting and data.draw(st.booleans()):
            leaving = data.draw(st.sampled_from(sorted(lasting)))
            await shelf.take(leaving)
            lasting.discard(leaving)
        if len(seen) > 40:
            break
    else:
        assert lasting <= set(seen)
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)


async def forth(shelf: Shelf, size: int):
    """Walk forward by endCursor."""
    cursor, more = None, True
    while more:
        page = await shelf.page(first=size, after=cursor)
        yield page
        cursor, more = page.cursors[-1] if page.cursors else cursor, page.has_next_page


async def back_again(shelf: Shelf, size: int):
    """Walk backward by startCursor."""
    cursor, more = None, True
    while more:
        page = await shelf.page(last=size, before=cursor)
        yield page
        cursor, more = page.cursors[0] if page.cursors else cursor, page.has_previous_page
