"""A small map put into the database behind the editor's back, for tests of what rests on it."""

from datetime import datetime
from typing import Any

from scoring.vocabulary import Channel
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.mongo.client import Mongo


async def store_journey(mongo: Mongo, tenant: str = "acme", touchpoints: int = 2, **fields: Any) -> Journey:
    """Store a journey of one stage with that many touchpoints on WEB and APP."""
    stage = StageEntry(id=new_id(Kind.STAGE), name="Use")
    places = tuple(
        TouchpointEntry(
            id=new_id(Kind.TOUCHPOINT),
            stage=stage.id,
            name=f"Step {place}",
            channels=(Channel.WEB, Channel.APP),
        )
        for place in range(touchpoints)
    )
    journey = Journey(
        **{
            "id": new_id(Kind.JOURNEY),
            "tenant": tenant,
            "name": "Try",
            "stages": (stage,),
            "touchpoints": places,
            **fields,
        }
    )
    await mongo.of(tenant)["journeys"].insert(journey.stored())
    return journey


async def archive(mongo: Mongo, journey: Journey, when: datetime) -> None:
    """Archive a stored journey."""
    archived = journey.changed(archived_at=when)
    await mongo.of(journey.tenant)["journeys"].replace({"_id": journey.id}, archived.stored())
