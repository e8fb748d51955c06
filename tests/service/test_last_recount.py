"""What the last recount found."""

import time

import pytest

from service.rollups import last_recount, note_recount


async def test_the_last_one_counts(mongo):
    """None before the first; then the newest, with its moment."""
    assert await last_recount(mongo) is None
    await note_recount(mongo, 3)
    await note_recount(mongo, 0)
    found = await last_recount(mongo)
    assert found is not None
    assert (found.differences, found.timestamp) == (0, pytest.approx(time.time(), abs=10))
    assert await mongo.database["meta"].find_one({"_id": "schema"}) is not None
