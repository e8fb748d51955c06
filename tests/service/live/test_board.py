"""Pulses in memory: told while they are vouched for, read once, and never older than what was heard."""

import asyncio
import time

import pytest

from service.documents.change import ChangeKind
from service.outbox import Committed
from service.rollups.board import Board
from tests.service.atlas import store_journey
from tests.service.live.subscribers import say


@pytest.fixture
def board(mongo) -> Board:
    """Return one for two journeys that is vouched for."""
    board = Board(mongo, most=2)
    board.vouch(time.monotonic() + 60)
    return board


def committed(journey, beat, slot=0, revision=0):
    """Return an edit of the map."""
    return Committed("acme", journey.id, slot, beat, ChangeKind.MAP_EDIT, {}, revision)


def known(board, *journeys):
    """Return (vector, revision) of those that are known."""
    found = board.known("acme", [journey.id for journey in journeys])
    return [(dict(pulses.vector), pulses.revision) for pulses in found.values()]


async def test_what_was_read_is_known_and_raised_by_what_is_heard(parts, board):
    """A commit raises its slot and the revision; heard again, or from before, it changes nothing."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    assert known(board, journey) == []
    await board.read("acme", [journey.id])
    assert known(board, journey) == [({0: 1}, 0)]
    for commit in (committed(journey, 2, revision=2), committed(journey, 1), committed(journey, 1, slot=7)):
        board.hear(commit)
        board.hear(commit)
    assert known(board, journey) == [({0: 2, 7: 1}, 2)]
    assert board.known("other", [journey.id]) == {}


async def test_what_is_heard_during_a_read_is_not_lost(parts, board):
    """The larger beat counts, whichever came first; the answer is what the database said."""
    journey = await store_journey(parts.mongo)
    await say(parts, journey)
    reading = asyncio.create_task(board.read("acme", [journey.id]))
    await asyncio.sleep(0)
    board.hear(committed(journey, 5))
    assert (await reading)[journey.id].vector == {0: 1}
    assert known(board, journey) == [({0: 5}, 0)]


async def test_a_read_that_was_overtaken_is_not_kept(parts, board):
    """The stream broke between the question and its answer: nobody knows what went unheard."""
    journey = await store_journey(parts.mongo)
    reading = asyncio.create_task(board.read("acme", [journey.id]))
    await asyncio.sleep(0)
    board.forget()
    board.vouch(time.monotonic() + 60)
    await reading
    assert known(board, journey) == []


async def test_only_the_last_read_are_kept(parts, board):
    """The least recently used goes first."""
    journeys = [await store_journey(parts.mongo) for _ in range(3)]
    for journey in journeys[:2]:
        await board.read("acme", [journey.id])
    assert len(known(board, journeys[0])) == 1
    await board.read("acme", [journeys[2].id])
    assert [len(known(board, journey)) for journey in journeys] == [1, 0, 1]
    assert len(board) == 2


async def test_nothing_is_told_that_is_not_vouched_for(parts, board):
    """When the stream falls silent nothing is known; when it is heard again, all it told is."""
    journey = await store_journey(parts.mongo)
    await board.read("acme", [journey.id])
    board.vouch(time.monotonic())
    assert (known(board, journey), board.vouched) == ([], False)
    board.hear(committed(journey, 1))
    board.vouch(time.monotonic() + 60)
    assert known(board, journey) == [({0: 1}, 0)]
