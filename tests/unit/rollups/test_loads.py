"""Loading windows from a database that is behind what is known, for a moment or for good."""

import asyncio

import pytest

from scoring.sheet import Sheet
from service.rollups import loads
from service.rollups.filter import Span
from service.rollups.loads import Loads
from service.rollups.shelf import Shelf
from service.rollups.window import Window

SPAN = Span(None, None)


def answering(beats, monkeypatch):
    """Have the database answer with these beats one after the other; answers what is left of them."""
    left = list(beats)

    async def read_window(_mongo, _tenant, _journey, span):
        return Window(span, {0: left.pop(0)}, Sheet.of({}))

    monkeypatch.setattr(loads, "read_window", read_window)
    monkeypatch.setattr(loads, "PAUSE_SECONDS", 0.0)
    return left


@pytest.mark.parametrize("known", [{}, {0: 4}, {0: 5}])
async def test_what_reflects_all_that_is_known_is_read_once(known, monkeypatch):
    """A window that is as new as what is known, or newer, is taken."""
    left = answering([5, 9], monkeypatch)
    shelf = Shelf(1_000_000)
    window = await Loads(None, shelf).at_least("acme", "j", SPAN, known)
    assert window.vector == {0: 5}
    assert shelf.get(("acme", "j")) is window
    assert left == [9]


async def test_a_primary_that_is_behind_is_asked_again(monkeypatch):
    """Elected a moment ago it does not say yet what the one before told: no window is older than its seq."""
    loading = Loads(None, Shelf(1_000_000))
    answering([4, 4, 5, 9], monkeypatch)
    assert (await loading.at_least("acme", "j", SPAN, {0: 5})).vector == {0: 5}
    answering([4, 5, 9], monkeypatch)
    assert (await loading.fresh("acme", "j", SPAN, {0: 5})).vector == {0: 5}


async def test_a_restored_database_is_believed_in_the_end(monkeypatch):
    """It will never know what was: its window is taken after a second."""
    left = answering([4] * (loads.TRIES + 1), monkeypatch)
    assert (await Loads(None, Shelf(1_000_000)).fresh("acme", "j", SPAN, {0: 5})).vector == {0: 4}
    assert left == [4]


async def test_a_crowd_waits_for_a_restored_database_together(monkeypatch):
    """Fifty who know more than it does share two loads: the one under way, and one begun after they came."""
    left = answering([4] * (2 * loads.TRIES + 1), monkeypatch)
    loading = Loads(None, Shelf(1_000_000))
    first = asyncio.create_task(loading.at_least("acme", "j", SPAN, {0: 5}))
    await asyncio.sleep(0)
    crowd = await asyncio.gather(*(loading.at_least("acme", "j", SPAN, {0: 5}) for _ in range(50)))
    assert {window.seq for window in (await first, *crowd)} == {4}
    assert left == [4]
