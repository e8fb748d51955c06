"""What topics ask the database: their pulses when they begin, and what the change stream did not tell."""

import asyncio
from collections.abc import Mapping, Sequence

from service.live.missed import MOST_MISSED, read_missed
from service.live.seat import Seat
from service.live.topic import Topic
from service.mongo.client import Mongo
from service.rollups import Rollups
from service.rollups.pulses import Pulses

ASKED_AT_ONCE = 1_000
"""Journeys in one question."""
SIDE_BY_SIDE = 16
"""Questions at a time: each tenant has its own, and the stream is not listened to meanwhile."""

Vector = Mapping[int, int]


class Inquiry:
    """Answers overtaken by a break of the stream are not used. Every question raises PyMongoError."""

    def __init__(self, mongo: Mongo, rollups: Rollups) -> None:
        self._mongo = mongo
        self._rollups = rollups
        self._breaks = 0

    async def begin(self, topic: Topic) -> None:
        """Read the pulses of a topic that is listening already."""
        while not topic.known:
            breaks = self._breaks
            pulses = await self._pulses(topic)
            if breaks == self._breaks:
                topic.learn(pulses)

    async def begin_again(self, topics: Sequence[Topic]) -> None:
        """Read the pulses of all topics after commits may have gone unheard, one question per tenant."""
        for topic, pulses in await self._read(topics):
            topic.restate(pulses)

    async def compare(self, topics: Sequence[Topic]) -> None:
        """Read the pulses of all topics though none went unheard: lower ones are a restored database's."""
        for topic, pulses in await self._read(topics):
            if topic.exceeds(pulses):
                topic.restate(pulses)

    async def _read(self, topics: Sequence[Topic]) -> list[tuple[Topic, Vector]]:
        """Read for those that have begun; the others' own question is asked once more."""
        self._breaks += 1
        by_tenant: dict[str, list[Topic]] = {}
        for topic in [topic for topic in topics if topic.known]:
            by_tenant.setdefault(topic.tenant, []).append(topic)
        questions = [
            (tenant, own[start : start + ASKED_AT_ONCE])
            for tenant, own in by_tenant.items()
            for start in range(0, len(own), ASKED_AT_ONCE)
        ]
        answers: list[tuple[Topic, Vector]] = []
        for start in range(0, len(questions), SIDE_BY_SIDE):
            some = questions[start : start + SIDE_BY_SIDE]
            for (_, asked), found in zip(some, await self._found(some), strict=True):
                answers += [(topic, found[topic.journey].vector) for topic in asked]
        return answers

    async def _found(
        self, questions: Sequence[tuple[str, Sequence[Topic]]]
    ) -> Sequence[Mapping[str, Pulses]]:
        read = self._rollups.board.read
        return await asyncio.gather(
            *(read(tenant, [topic.journey for topic in asked]) for tenant, asked in questions)
        )

    async def settle(self, topic: Topic, seats: Sequence[Seat]) -> None:
        """Find out what to tell seats that claim a seq above the topic's, or saw one it does not remember.

        Nobody is told less than what happened: who cannot be told exactly is told everything.
        """
        claims = [seat for seat in seats if seat.claim is not None]
        if claims:
            await self._check(topic, claims)
        old = [seat for seat in seats if seat.seen is not None and not topic.remembers(seat.seen)]
        if old:
            await self._remember(topic, old)

    async def _check(self, topic: Topic, claims: Sequence[Seat]) -> None:
        """Another process may be ahead by a moment: then nothing is told until the stream tells it here."""
        era = topic.position.era
        seq = sum((await self._pulses(topic)).values())
        if era != topic.position.era:
            return
        for seat in claims:
            if seat.claim is not None:
                true = seat.claim <= max(seq, topic.position.seq)
                seat.see(topic.position._replace(seq=seat.claim) if true else None)

    async def _remember(self, topic: Topic, seats: Sequence[Seat]) -> None:
        """Look up what they missed, unless that is more than would be looked up."""
        history = topic.history
        missing = [history.start - seat.seen.seq for seat in seats if seat.seen is not None]
        count = max((each for each in missing if each <= MOST_MISSED), default=0)
        asked = (self._mongo, topic.tenant, topic.journey, history.pulses, count)
        missed = await read_missed(*asked) if count else ()
        if topic.history is history:
            history.prepend(missed)
            for seat in seats:
                if seat.seen is not None and not topic.remembers(seat.seen):
                    seat.see(None)

    async def _pulses(self, topic: Topic) -> Vector:
        found = await self._rollups.board.read(topic.tenant, [topic.journey])
        return found[topic.journey].vector
