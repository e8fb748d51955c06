"""An order that cannot be meant is refused as a whole, and names are found wherever they are."""

from datetime import UTC, datetime

import pytest

from service.documents.ids import Kind, new_id
from service.errors import BadUserInput
from tests.service.atlas import archive, store_journey
from tests.service.importing import TENANT, carry_out, order


async def stored(parts):
    """Read all feedback, in the order it occurred."""
    return await parts.mongo.of(TENANT)["feedback"].find({}, sort=[("occurredAt", 1)])


@pytest.mark.parametrize(
    ("columns", "constants", "options", "said"),
    [
        ({"csat": "star"}, {"touchpoint": "Step 0"}, {"journey": "Try"}, "no column 'star' in survey.csv"),
        ({"csat": "stars"}, {"touchpoint": "Step 7"}, {"journey": "Try"}, "one of Step 0, Step 1"),
        ({"csat": "stars"}, {"touchpoint": "Step 0"}, {}, "or its name with --journey"),
        ({"csat": "stars"}, {"touchpoint": "Step 0"}, {"journey": "Tyr"}, "no journey 'Tyr': there are Try"),
        ({"csat": "stars"}, {"touchpoint": new_id(Kind.TOUCHPOINT)}, {}, "tenant acme has no touchpoint"),
        ({"csat": "stars"}, {"touchpoint": "Step 0", "nps": "x"}, {"journey": "Try"}, "--set nps=x"),
        ({"csat": "stars"}, {"touchpoint": "Step 0", "persona": "M"}, {"journey": "Try"}, "no personas yet"),
    ],
)
async def test_an_order_that_cannot_be_meant_stores_nothing(
    parts, tmp_path, columns, constants, options, said
):
    """It is refused as a whole, with what is there."""
    await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text("stars\n5\n")
    with pytest.raises(BadUserInput, match=said):
        await carry_out(order(path, columns, constants, **options), parts)
    assert await stored(parts) == []


async def test_a_closed_touchpoint_refuses_the_whole_run(parts, tmp_path):
    """An archived journey, a removed touchpoint."""
    journey = await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text("stars\n5\n")
    await archive(parts.mongo, journey, datetime(2026, 1, 2, tzinfo=UTC))
    with pytest.raises(BadUserInput, match="Step 0 takes no feedback"):
        await carry_out(order(path, {"csat": "stars"}, {"touchpoint": journey.present[0].id}), parts)


async def test_two_journeys_of_one_name_are_told_by_id(parts, tmp_path):
    """The name alone is refused."""
    journey = await store_journey(parts.mongo, TENANT)
    await store_journey(parts.mongo, TENANT)
    path = tmp_path / "survey.csv"
    path.write_text("stars\n5\n")
    with pytest.raises(BadUserInput, match="--journey try is the name of 2: give an id"):
        await carry_out(order(path, {"csat": "stars"}, {"touchpoint": "Step 0"}, journey="try"), parts)
    told = order(path, {"csat": "stars"}, {"touchpoint": "Step 0"}, journey=journey.id)
    assert await carry_out(told, parts) == (1, 0, 0)


async def test_many_journeys_and_personas_are_all_known(parts, tmp_path):
    """Names are found beyond the first page."""
    for number in range(101):
        await store_journey(parts.mongo, TENANT, name=f"Journey {number:03}", touchpoints=1)
    path = tmp_path / "survey.csv"
    path.write_text("stars\n5\n")
    told = order(path, {"csat": "stars"}, {"touchpoint": "Step 0"}, journey="Journey 100")
    assert await carry_out(told, parts) == (1, 0, 0)
