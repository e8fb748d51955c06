"""The map of one journey: its stages and touchpoints in travelling order, read and revised as one."""

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from beanie import Document
from pydantic import Field, computed_field
from pymongo import ASCENDING, IndexModel

from scoring.plan import Plan, PlannedTouchpoint
from scoring.vocabulary import Channel, Emotion
from service.documents.entry import Entry


class IntendedEmotion(Entry):
    """What the designer wants people to feel there; weights > 0, relative to each other."""

    emotion: Emotion
    weight: float


class StageEntry(Entry):
    """A part of the journey, such as "decide"."""

    id: str
    name: str
    expected_emotion: Emotion | None = None


class TouchpointEntry(Entry):
    """A moment at which the customer meets the company.

    `stage` is a stage's id; a removed touchpoint may outlive its stage. `moment_weight` > 0,
    `design_importance` 0..10; `archived_at` tells since when it is off the map.
    """

    id: str
    stage: str
    name: str
    channels: tuple[Channel, ...]
    moment_weight: float = 1
    design_importance: float = 5
    intended_emotions: tuple[IntendedEmotion, ...] = ()
    archived_at: datetime | None = None

    def planned(self, stage: int) -> PlannedTouchpoint:
        """Say what scores need to know of it; `stage` is its stage's place in the journey."""
        return PlannedTouchpoint(
            id=self.id,
            name=self.name,
            moment_weight=self.moment_weight,
            design_importance=self.design_importance,
            channels=self.channels,
            intended=tuple((each.emotion, each.weight) for each in self.intended_emotions),
            stage=stage,
        )


class Journey(Entry):
    """A journey as read: a plain value, so that reading one costs microseconds.

    `touchpoints` holds all, the removed ones at the place they had; `score_window_days` None is all time;
    `body` is the hash of the input that made it under an idempotency key. `revision` rises from 1 with every
    edit.
    """

    id: str = Field(alias="_id")
    tenant: str
    name: str
    description: str | None = None
    purpose: str | None = None
    persona_ids: tuple[str, ...] = ()
    stages: tuple[StageEntry, ...] = ()
    touchpoints: tuple[TouchpointEntry, ...] = ()
    score_window_days: int | None = 90
    archived_at: datetime | None = None
    revision: int = 1
    body: bytes | None = None

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented way
    @property
    def archived(self) -> bool:
        """Whether it is archived; stored, so that an index can part the live ones and sort by name."""
        return self.archived_at is not None

    @cached_property
    def present(self) -> tuple[TouchpointEntry, ...]:
        """The touchpoints on the map, in travelling order."""
        return tuple(each for each in self.touchpoints if each.archived_at is None)

    @cached_property
    def removed(self) -> tuple[TouchpointEntry, ...]:
        """The touchpoints taken off the map; their feedback stays."""
        return tuple(each for each in self.touchpoints if each.archived_at is not None)

    @cached_property
    def _orders(self) -> dict[str, int]:
        orders, order = {}, 0
        for each in self.touchpoints:
            orders[each.id] = order
            order += each.archived_at is None
        return orders

    @cached_property
    def _touchpoints(self) -> dict[str, TouchpointEntry]:
        return {each.id: each for each in self.touchpoints}

    @cached_property
    def plan(self) -> Plan:
        """The journey as far as scores need it; a removed touchpoint whose stage is gone is of stage -1."""
        stages = {each.id: index for index, each in enumerate(self.stages)}
        return Plan(
            tuple(each.planned(stages.get(each.stage, -1)) for each in self.present),
            tuple(each.planned(stages.get(each.stage, -1)) for each in self.removed),
        )

    def order_of(self, touchpoint_id: str) -> int:
        """Tell how many touchpoints come before it; for a removed one, before the place it had."""
        return self._orders[touchpoint_id]

    def stage(self, stage_id: str) -> StageEntry | None:
        """Find a stage; None where it is no longer."""
        return next((each for each in self.stages if each.id == stage_id), None)

    def touchpoint(self, touchpoint_id: str) -> TouchpointEntry | None:
        """Find a touchpoint, removed or not; None where there is none."""
        return self._touchpoints.get(touchpoint_id)

    def of_stage(self, stage_id: str) -> tuple[TouchpointEntry, ...]:
        """List the touchpoints of a stage that are on the map, in travelling order."""
        return tuple(each for each in self.present if each.stage == stage_id)


class JourneyDocument(Journey, Document):
    """The collection of journeys: its questions and its shape."""

    id: str = Field(alias="_id")  # type: ignore[assignment]  # beanie\'s own is an ObjectId

    class Settings:
        """Collection, questions and shape."""

        name = "journeys"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("archived", ASCENDING), ("name", ASCENDING), ("_id", ASCENDING)],
                name="which journeys there are, by name",
            ),
            IndexModel(
                [
                    ("tenant", ASCENDING),
                    ("personaIds", ASCENDING),
                    ("archived", ASCENDING),
                    ("name", ASCENDING),
                    ("_id", ASCENDING),
                ],
                name="which journeys a persona travels, by name",
            ),
            IndexModel([("tenant", ASCENDING), ("touchpoints.id", ASCENDING)], name="whose touchpoint it is"),
            IndexModel([("tenant", ASCENDING), ("stages.id", ASCENDING)], name="whose stage it is"),
        ]
        validator: ClassVar[dict[str, Any]] = {
            "required": ["tenant", "name", "archived", "personaIds", "stages", "touchpoints", "revision"],
            "properties": {
                "tenant": {"bsonType": "string"},
                "name": {"bsonType": "string"},
                "archived": {"bsonType": "bool"},
                "touchpoints": {"bsonType": "array"},
                "revision": {"bsonType": ["int", "long"], "minimum": 1},
            },
        }
