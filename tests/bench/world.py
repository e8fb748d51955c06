"""The world that is measured: a real mongod, a migrated database, maps, feedback, and tokens for them."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.app.parts import Parts, assemble
from service.auth.mint import mint
from service.auth.scopes import Scope
from service.documents.journey import Journey
from service.editing.drafts import JourneyDraft, PersonaDraft, StageDraft, TouchpointDraft
from service.ingestion import Draft
from service.mongo.client import connect
from service.mongo.embedded import EmbeddedMongo
from service.mongo.embedded.address import Address
from service.mongo.migrate import migrate
from service.settings import Limits
from tests.conftest import fast_folder

DATABASE = "bench"
SECRET, REFS_KEY = "bench-secret-" * 4, "bench-refs-key-" * 4
DEVELOPMENT = {
    "HEARTLINE_JWT_SECRET": SECRET,
    "HEARTLINE_REFS_KEY": REFS_KEY,
    "HEARTLINE_LOG_LEVEL": "error",
}
CHANNELS = (Channel.WEB, Channel.APP, Channel.PHONE)
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class World:
    """A running mongod, and the settings of services on it."""

    url: str
    mongod: int
    settings: dict[str, str]

    @asynccontextmanager
    async def parts(self) -> AsyncIterator[Parts]:
        """Put the service's parts together in this process."""
        mongo = connect(self.url, DATABASE)
        await migrate(mongo)
        async with assemble(mongo, REFS_KEY.encode(), Limits()) as parts:
            yield parts
        await mongo.aclose()


@contextmanager
def world() -> Iterator[World]:
    """Run a mongod in a folder of its own, which is gone after."""
    with fast_folder() as folder, EmbeddedMongo(folder) as mongo:
        address = Address.read(folder)
        assert address
        settings = {
            "HEARTLINE_MONGO_URL": mongo.uri,
            "HEARTLINE_MONGO_DATABASE": DATABASE,
            "HEARTLINE_DATA_DIR": str(folder),
            **DEVELOPMENT,
        }
        yield World(mongo.uri, address.pid, settings)


def token(tenant: str) -> str:
    """Make a bearer that may do anything in a tenant."""
    return mint(
        SECRET.encode(),
        tenant,
        "bench",
        Scope,
        timedelta(hours=1),
        issuer="heartline",
        audience="heartline",
        now=datetime.now(UTC),
    )


async def draw(
    parts: Parts, tenant: str, journeys: int, personas: int = 5
) -> tuple[list[Journey], list[str]]:
    """Make journeys of eight touchpoints in three stages, and the ids of personas who travel them."""
    people = [
        (await parts.editing.create_persona(tenant, PersonaDraft(name=f"Persona {number}"))).id
        for number in range(personas)
    ]
    intended = ((Emotion.TRUST, 2.0), (Emotion.RELIEF, 1.0))
    stages = tuple(
        StageDraft(
            name=f"Stage {stage}",
            touchpoints=tuple(
                TouchpointDraft(name=f"Step {stage}.{place}", channels=CHANNELS, intended_emotions=intended)
                for place in range(size)
            ),
        )
        for stage, size in enumerate((3, 3, 2))
    )
    drafts = [
        JourneyDraft(name=f"Journey {number:02}", persona_ids=tuple(people), stages=stages)
        for number in range(journeys)
    ]
    return [await parts.editing.create_journey(tenant, draft) for draft in drafts], people


async def fill(
    parts: Parts, tenant: str, journeys: Sequence[Journey], personas: Sequence[str], count: int
) -> None:
    """Take in feedback of 90 days, half of it on the first journey, through the service's own ingestion."""
    luck = random.Random(7)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        drafts = [_draft(luck, number, journeys, personas) for number in numbers]
        await asyncio.gather(*(parts.ingestion.submit(tenant, draft) for draft in drafts))


def _draft(luck: random.Random, number: int, journeys: Sequence[Journey], personas: Sequence[str]) -> Draft:
    journey = journeys[0] if number % 2 else luck.choice(journeys)
    inferred = luck.random() < 0.2
    return Draft(
        idempotency_key=f"fill-{number}",
        touchpoint_id=luck.choice(journey.present).id,
        channel=luck.choice(CHANNELS),
        source=luck.choice((FeedbackSource.IN_APP, FeedbackSource.IN_APP, FeedbackSource.SURVEY)),
        emotion=luck.choice(tuple(Emotion)),
        intensity=luck.choice((0.4, 0.7, 1.0)),
        origin=EmotionOrigin.INFERRED if inferred else EmotionOrigin.REPORTED,
        confidence=0.9 if inferred else None,
        text="It took three calls until somebody came." if luck.random() < 0.3 else None,
        csat=luck.randint(1, 5) if luck.random() < 0.5 else None,
        importance=luck.randint(1, 5) if luck.random() < 0.3 else None,
        persona_id=luck.choice(personas) if luck.random() < 0.7 else None,
        occurred_at=datetime.now(UTC) - timedelta(days=luck.uniform(0, 89)),
    )
