"""Feedback follows the map: what is open takes it, what is closed says since when, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pymongo import AsyncMongoClient

from scoring.vocabulary import Channel, Emotion
from service.app.parts import Parts, assemble
from service.documents.ids import Kind, new_id
from service.documents.persona import Persona
from service.errors import NotFound
from service.ingestion import Draft, atlas_cache
from service.ingestion.atlas_cache import AtlasCache
from service.mongo.client import Mongo
from service.rollups import ScoreFilter, recount
from service.settings import Limits
from tests.service.atlas import store_journey
from tests.service.test_windows import Ear


@pytest.fixture
async def second(parts: Parts) -> AsyncIterator[Parts]:
    """Run a second process on the same database."""
    async with assemble(parts.mongo, refs_key=b"r" * 32, limits=Limits()) as second:
        yield second


def draft(touchpoint, key="k", **fields):
    """Return a joyful draft."""
    said = {"channel": Channel.WEB, "emotion": Emotion.JOY, **fields}
    return Draft(idempotency_key=key, touchpoint_id=touchpoint, **said)


async def refused(parts, said, path):
    """Return the words of a refusal, at that field."""
    with pytest.raises(NotFound) as refusal:
        await parts.ingestion.submit("acme", said)
    assert refusal.value.path == (path,)
    return str(refusal.value)


async def test_archiving_is_seen_at_once_where_it_is_done(parts, second, monkeypatch):
    """The process that archives refuses from then on, another one seconds later; restoring opens again."""
    journey = await store_journey(parts.mongo)
    [place, _] = (each.id for each in journey.present)
    for number, process in enumerate((parts, second)):
        await process.ingestion.submit("acme", draft(place, f"{number}"))
    archived = await parts.editing.archive_journey("acme", journey.id)
    said = await refused(parts, draft(place, "late"), "touchpointId")
    assert said.endswith(f"was archived on {archived.archived_at.isoformat(timespec='seconds')}")
    assert not (await second.ingestion.submit("acme", draft(place, "in good faith"))).duplicate
    monkeypatch.setattr(atlas_cache, "FRESH_SECONDS", 0)
    await refused(second, draft(place, "late"), "touchpointId")
    assert (await second.ingestion.submit("acme", draft(place, "0"))).duplicate
    await parts.editing.restore_journey("acme", journey.id)
    assert not (await parts.ingestion.submit("acme", draft(place, "late"))).duplicate
    [state] = await parts.rollups.scores("acme", [(journey, ScoreFilter())])
    assert state.scores.n == 4


async def test_a_removed_touchpoint_keeps_its_feedback(parts):
    """Removed: no more is taken, what there is leaves the journey's scores and stays in its own."""
    journey = await store_journey(parts.mongo)
    kept, gone = (each.id for each in journey.present)
    for place in (kept, gone):
        await parts.ingestion.submit("acme", draft(place, place))
    edited, entry = await parts.editing.remove_touchpoint("acme", gone)
    said = await refused(parts, draft(gone, "late"), "touchpointId")
    since = entry.archived_at.isoformat(timespec="seconds")
    assert said == f"touchpoint {gone} was removed from its journey on {since}"
    assert (await parts.ingestion.submit("acme", draft(gone, gone))).duplicate
    [state] = await parts.rollups.scores("acme", [(edited, ScoreFilter())])
    assert state.scores.n == 1
    assert state.scores.touchpoint(gone).n == 1
    assert (await recount(parts.mongo)).differences == []


async def test_a_persona_is_this_company_s_own(parts):
    """An unknown persona and another company's look the same; its own is taken as soon as it is there."""
    journey = await store_journey(parts.mongo)
    place = journey.present[0].id
    theirs, ours = (
        Persona(id=new_id(Kind.PERSONA), tenant=tenant, name="Maya") for tenant in ("other", "acme")
    )
    await parts.mongo.of("other")["personas"].insert(theirs.stored())
    for id_ in (new_id(Kind.PERSONA), theirs.id, ours.id):
        assert await refused(parts, draft(place, persona_id=id_), "personaId") == f"there is no persona {id_}"
    await parts.mongo.of("acme")["personas"].insert(ours.stored())
    accepted = await parts.ingestion.submit("acme", draft(place, persona_id=ours.id))
    assert (accepted.duplicate, accepted.row["persona"]) == (False, ours.id)


async def test_what_is_not_found_is_never_remembered(parts):
    """A touchpoint that a moment ago was not there takes feedback the moment it is."""
    journey = await store_journey(parts.mongo)
    later = journey.present[1].model_copy(update={"id": new_id(Kind.TOUCHPOINT)})
    assert await refused(parts, draft(later.id), "touchpointId") == f"there is no touchpoint {later.id}"
    grown = journey.changed(touchpoints=(*journey.touchpoints, later))
    await parts.mongo.of("acme")["journeys"].replace({"_id": journey.id}, grown.stored())
    assert not (await parts.ingestion.submit("acme", draft(later.id))).duplicate


async def test_a_crowd_looks_a_touchpoint_up_once(mongo, mongo_uri):
    """A hundred at once, known or not, cost one query; so does the next second's hundred."""
    journey, ear = await store_journey(mongo), Ear()
    client = AsyncMongoClient(mongo_uri, tz_aware=True, event_listeners=[ear])
    cache = AtlasCache(Mongo(client, client[mongo.database.name], 3_000))
    await client.admin.command("ping")
    ear.heard()
    for _ in range(2):
        found = await asyncio.gather(*(cache.place("acme", journey.present[0].id) for _ in range(100)))
        assert {place.journey for place in found} == {journey.id}
    assert ear.heard() == [("find", "journeys")]
    missed = await asyncio.gather(*(cache.place("acme", "x") for _ in range(100)), return_exceptions=True)
    assert {type(miss) for miss in missed} == {NotFound}
    assert ear.heard() == [("find", "journeys")]
    await client.close()


async def test_a_waiter_that_goes_takes_no_look_up_with_it(parts):
    """The first of several that wait for a look-up gives up; the others are answered."""
    journey = await store_journey(parts.mongo)
    tasks = [
        asyncio.create_task(parts.ingestion.submit("acme", draft(journey.present[0].id, str(key))))
        for key in range(5)
    ]
    await asyncio.sleep(0)
    tasks[0].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert [answer.duplicate for answer in answers[1:]] == [False] * 4
