"""Two tenants see nothing of each other, through every method that reads or edits."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from service.app.parts import Parts
from service.documents.feedback import FeedbackRow
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey
from service.documents.persona import Persona
from service.editing.drafts import PersonaDraft
from service.errors import BadUserInput, NotFound
from service.queries.paging import PageRequest
from service.queries.remarks import FeedbackWhere
from tests.service.drafting import TENANT, a_journey, a_stage, a_touchpoint, stored

STRANGER = "south"


@dataclass(frozen=True)
class World:
    """What a tenant has."""

    persona: Persona
    journey: Journey
    feedback: FeedbackRow


@pytest.fixture
async def world(parts: Parts) -> World:
    """Give the tenant a persona, a journey of hers and a feedback."""
    persona = await parts.editing.create_persona(TENANT, PersonaDraft("Maya", segment="s"))
    journey = await parts.editing.create_journey(TENANT, a_journey(persona_ids=(persona.id,)))
    row = {
        "_id": new_id(Kind.FEEDBACK),
        "journey": journey.id,
        "touchpoint": journey.touchpoints[0].id,
        "channel": "WEB",
        "source": "IN_APP",
        "origin": "REPORTED",
        "occurredAt": datetime(2026, 3, 1, tzinfo=UTC),
    }
    await parts.mongo.of(TENANT)["feedback"].insert(row)
    return World(persona, journey, (await parts.remarks.by_ids(TENANT, [row["_id"]]))[row["_id"]])


async def everything(parts: Parts, tenant: str, world: World) -> list[Any]:
    """Read all there is to read, as that tenant."""
    atlas, remarks, page = parts.atlas, parts.remarks, PageRequest()
    journey, persona = world.journey, world.persona
    pages = [
        await atlas.journey_page(tenant, page),
        await atlas.journey_page(tenant, page, persona.id),
        await atlas.persona_page(tenant, page),
        await atlas.persona_page(tenant, PageRequest(last=5), "s"),
        await remarks.feedback_page(tenant, page),
        await remarks.feedback_page(tenant, page, FeedbackWhere(journey=journey.id)),
        await remarks.feedback_page(tenant, page, FeedbackWhere(touchpoints=[journey.touchpoints[0].id])),
    ]
    return [
        list(await atlas.journeys(tenant, [journey.id])),
        list(await atlas.personas(tenant, [persona.id])),
        list(await atlas.journeys_of_touchpoints(tenant, [each.id for each in journey.touchpoints])),
        list(await atlas.journeys_of_stages(tenant, [each.id for each in journey.stages])),
        list(await remarks.by_ids(tenant, [world.feedback["_id"]])),
        *(each.items for each in pages),
        [1] * await atlas.journey_count(tenant),
        [1] * await atlas.journey_count(tenant, persona.id),
        [1] * await atlas.persona_count(tenant),
        [1] * await atlas.persona_count(tenant, "s"),
    ]


async def test_a_stranger_reads_nothing(parts: Parts, world: World) -> None:
    """What the owner reads by every method, the other tenant reads as nothing."""
    assert all(await everything(parts, TENANT, world))
    assert not any(await everything(parts, STRANGER, world))


Edit = Callable[[Parts, World], Awaitable[object]]

EDITS: dict[str, Edit] = {
    "update_persona": lambda p, w: p.editing.update_persona(STRANGER, w.persona.id, 1, {"name": "x"}),
    "delete_persona": lambda p, w: p.editing.delete_persona(STRANGER, w.persona.id),
    "update_journey": lambda p, w: p.editing.update_journey(STRANGER, w.journey.id, 1, {"name": "x"}),
    "archive_journey": lambda p, w: p.editing.archive_journey(STRANGER, w.journey.id),
    "restore_journey": lambda p, w: p.editing.restore_journey(STRANGER, w.journey.id),
    "add_stage": lambda p, w: p.editing.add_stage(STRANGER, w.journey.id, a_stage()),
    "update_stage": lambda p, w: p.editing.update_stage(STRANGER, w.journey.stages[0].id, {"name": "x"}),
    "remove_stage": lambda p, w: p.editing.remove_stage(STRANGER, w.journey.stages[0].id),
    "add_touchpoint": lambda p, w: p.editing.add_touchpoint(STRANGER, w.journey.stages[0].id, a_touchpoint()),
    "update_touchpoint": lambda p, w: p.editing.update_touchpoint(
        STRANGER, w.journey.touchpoints[0].id, {"name": "x"}
    ),
    "remove_touchpoint": lambda p, w: p.editing.remove_touchpoint(STRANGER, w.journey.touchpoints[0].id),
}


@pytest.mark.parametrize("name", EDITS)
async def test_a_stranger_edits_nothing(parts: Parts, world: World, name: str) -> None:
    """Another tenant's id answers exactly as an unknown one, and nothing is changed on either side."""
    before = await stored(parts.mongo), await stored(parts.mongo, STRANGER)
    with pytest.raises(NotFound, match=r"^there is no "):
        await EDITS[name](parts, world)
    assert (await stored(parts.mongo), await stored(parts.mongo, STRANGER)) == before


async def test_a_strangers_cursor_is_no_cursor(parts: Parts, world: World) -> None:
    """A cursor opens for its own tenant and its own list alone."""
    assert world.persona
    journeys = await parts.atlas.journey_page(TENANT, PageRequest())
    after = PageRequest(after=journeys.cursors[0])
    assert (await parts.atlas.journey_page(TENANT, after)).items == []
    for read in (
        lambda: parts.atlas.journey_page(STRANGER, after),
        lambda: parts.atlas.persona_page(TENANT, after),
        lambda: parts.remarks.feedback_page(TENANT, after),
    ):
        with pytest.raises(BadUserInput, match=r"^after is not a cursor of this list"):
            await read()


async def test_the_same_key_is_anothers_own(parts: Parts) -> None:
    """Idempotency keys are unique in a tenant, not in the world."""
    mine = await parts.editing.create_persona(TENANT, PersonaDraft("Maya"), "key")
    theirs = await parts.editing.create_persona(STRANGER, PersonaDraft("John"), "key")
    assert mine.id != theirs.id
    assert [each.name for each in (mine, theirs)] == ["Maya", "John"]
