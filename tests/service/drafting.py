"""Drafts for tests of editing: a small journey, and who travels it."""

from typing import Any

from scoring.vocabulary import Channel, Emotion
from service.documents.journey import Journey
from service.editing.drafts import JourneyDraft, StageDraft, TouchpointDraft
from service.mongo.client import Mongo

TENANT = "north"


def a_touchpoint(name: str = "See the offer", **fields: Any) -> TouchpointDraft:
    """Draft a touchpoint on WEB."""
    return TouchpointDraft(**{"name": name, "channels": (Channel.WEB,), **fields})


def a_stage(name: str = "Decide", *touchpoints: str) -> StageDraft:
    """Draft a stage with touchpoints of these names."""
    return StageDraft(name, Emotion.INTEREST, tuple(map(a_touchpoint, touchpoints)))


def a_journey(name: str = "Join", **fields: Any) -> JourneyDraft:
    """Draft a journey of two stages: see and compare, then buy."""
    stages = (a_stage("Decide", "See", "Compare"), a_stage("Buy", "Check out"))
    return JourneyDraft(**{"name": name, "stages": stages, **fields})


def outline(journey: Journey) -> dict[str, list[str]]:
    """Write down what the map shows: the present touchpoints of each stage."""
    return {stage.name: [each.name for each in journey.of_stage(stage.id)] for stage in journey.stages}


async def stored(mongo: Mongo, tenant: str = TENANT) -> dict[str, list[dict[str, Any]]]:
    """Read everything an edit could touch, to see that it did not."""
    store = mongo.of(tenant)
    names = ("journeys", "personas", "pulses", "changes")
    return {name: await store[name].find({}, sort=[("_id", 1)]) for name in names}


async def announced(mongo: Mongo, tenant: str = TENANT) -> list[tuple[str, str]]:
    """List what was announced, in order: journey and kind."""
    rows = await mongo.of(tenant)["changes"].find({}, sort=[("beat", 1)])
    return [(row["journey"], row["kind"]) for row in rows]
