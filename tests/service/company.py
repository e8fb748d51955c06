"""A company under test: its feedback at random, every answer noted, and all counts checked by plain loops."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from scoring.selection import Selection
from scoring.vocabulary import Channel, ScoreMetric, TimeBucket
from service.app.parts import Parts
from service.documents.cell import day_of
from service.documents.ids import Kind, feedback_id, new_id
from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.documents.persona import Persona
from service.errors import Conflict, NotFound, Refusal
from service.ingestion import Draft
from service.mongo.client import Mongo
from service.rollups import Rollups, ScoreFilter
from service.rollups.cells import read_window
from tests.unit.ingestion import plainly
from tests.unit.ingestion.random_feedback import some
from tests.unit.rollups.windows import cells_of

EVERYTHING = Selection()


def map_of(tenant: str) -> Journey:
    """Return a journey of two stages with three touchpoints, one of them removed."""
    stages = tuple(StageEntry(id=new_id(Kind.STAGE), name=name) for name in ("Look", "Buy"))
    removed = (None, datetime(2026, 1, 1, tzinfo=UTC), None)
    places = tuple(
        TouchpointEntry(
            id=new_id(Kind.TOUCHPOINT),
            stage=stages[number // 2].id,
            name=f"Step {number}",
            channels=tuple(Channel),
            archived_at=removed[number],
        )
        for number in range(3)
    )
    return Journey(
        id=new_id(Kind.JOURNEY),
        tenant=tenant,
        name="Try",
        stages=stages,
        touchpoints=places,
        score_window_days=30,
    )


@dataclass
class Company:
    """One tenant with two journeys, and what was answered to whom."""

    mongo: Mongo
    tenant: str
    journeys: list[Journey]
    personas: tuple[str, ...]
    customers: int
    acknowledged: list[Draft] = field(default_factory=list)
    taken: int = 0
    erased: int = 0
    seqs: dict[str, int] = field(default_factory=dict)

    @classmethod
    async def found(cls, mongo: Mongo, customers: int = 4) -> "Company":
        """Make a new tenant; its customers make as many runs as they are."""
        tenant = f"tenant-{uuid4().hex}"
        personas = [Persona(id=new_id(Kind.PERSONA), tenant=tenant, name=name) for name in ("Maya", "John")]
        journeys = [map_of(tenant) for _ in range(2)]
        for persona in personas:
            await mongo.of(tenant)["personas"].insert(persona.stored())
        for journey in journeys:
            await mongo.of(tenant)["journeys"].insert(journey.stored())
        return cls(mongo, tenant, journeys, tuple(persona.id for persona in personas), customers)

    def draft(self, random: Random) -> Draft:
        """Draw a draft under a new key, up to 60 days late: inside and outside of the window."""
        now = datetime.now(UTC)
        late = random.choice((timedelta(0), timedelta(days=random.randrange(60)), timedelta(minutes=-4)))
        return Draft(
            idempotency_key=uuid4().hex,
            touchpoint_id=random.choice(random.choice(self.journeys).present).id,
            occurred_at=random.choice((None, now - late)),
            **some(random, self.personas, self.customers, self.customers),
        )

    def known(self, random: Random) -> Draft | None:
        """Draw a draft that was acknowledged."""
        return random.choice(self.acknowledged) if self.acknowledged else None

    # what clients do, at a process

    async def submit(self, parts: Parts, random: Random, most: int = 8) -> None:
        """Send some new feedback side by side, now and then with a wrong clock."""
        for_all = [self.draft(random) for _ in range(random.randint(1, most))]
        wrong = timedelta(days=random.choice((0, 0, 400)))
        sent_at = datetime.now(UTC) + wrong
        shifted = [
            replace(each, occurred_at=each.occurred_at + wrong) if each.occurred_at else each
            for each in for_all
        ]
        if random.random() < 0.5:
            answers = await parts.ingestion.submit_batch(self.tenant, shifted, sent_at)
        else:
            answers = await asyncio.gather(
                *(parts.ingestion.submit(self.tenant, each, sent_at) for each in shifted)
            )
        assert not any(answer.duplicate for answer in answers)
        self.taken += len(answers)
        self.acknowledged += shifted

    async def send_again(self, parts: Parts, random: Random) -> None:
        """Send what was sent before, by another clock: a duplicate, whatever became of it."""
        if draft := self.known(random):
            later = datetime.now(UTC) + timedelta(days=random.choice((0, 500)))
            answer = await parts.ingestion.submit(self.tenant, draft, later)
            assert answer.duplicate
            assert answer.row is None or answer.row["_id"] == self.id_of(draft)

    async def reuse(self, parts: Parts, random: Random) -> None:
        """Send another body under a known key: a conflict, or a duplicate of what was erased."""
        if draft := self.known(random):
            other = replace(draft, importance=(draft.importance or 0) % 5 + 1)
            try:
                answer = await parts.ingestion.submit(self.tenant, other, datetime.now(UTC))
            except Conflict:
                return
            assert (answer.duplicate, answer.row) == (True, None)

    async def copies(self, all_parts: list[Parts], random: Random) -> None:
        """Send one new draft many times to all processes at once: one is new."""
        draft = replace(self.draft(random), occurred_at=None)
        answers = await asyncio.gather(
            *(parts.ingestion.submit(self.tenant, draft) for parts in all_parts for _ in range(4))
        )
        assert sum(not answer.duplicate for answer in answers) == 1
        self.taken += 1
        self.acknowledged.append(draft)

    async def delete(self, parts: Parts, random: Random) -> None:
        """Erase one feedback, which may be gone."""
        if draft := self.known(random):
            try:
                await parts.ingestion.delete(self.tenant, self.id_of(draft))
            except NotFound:
                return
            self.erased += 1

    async def forget(self, parts: Parts, random: Random) -> None:
        """Erase a customer."""
        customer = f"customer {random.randrange(self.customers)}"
        forgotten = await parts.ingestion.forget(self.tenant, customer)
        self.erased += forgotten.erased

    async def lose_changes(self) -> None:
        """Lose the outbox, as after a day."""
        await self.mongo.of(self.tenant)["changes"].delete({})

    async def change_window(self, parts: Parts, random: Random) -> None:
        """Edit how many days a journey's scores cover."""
        place = random.randrange(len(self.journeys))
        journey = self.journeys[place]
        changes = {"score_window_days": random.choice((1, 7, 30, None))}
        try:
            self.journeys[place] = await parts.editing.update_journey(
                self.tenant, journey.id, journey.revision, changes
            )
        except Refusal:  # another one came first
            [row] = await self.mongo.of(self.tenant)["journeys"].find({"_id": journey.id})
            self.journeys[place] = Journey.model_validate(row)

    def id_of(self, draft: Draft) -> str:
        """Return the id of a draft's feedback."""
        return feedback_id(self.tenant, draft.idempotency_key)

    # what must hold whenever nobody is writing

    async def check(self, readers: Iterable[Rollups]) -> None:
        """Compare what is stored, and every process's memory, with plain loops over the raw feedback."""
        rows = await self.mongo.of(self.tenant)["feedback"].find({"body": {"$exists": True}})
        assert len(rows) == self.taken - self.erased
        for journey in self.journeys:
            said = [row for row in rows if row["journey"] == journey.id]
            seqs = [await self._check_reader(reader, journey, said) for reader in readers]
            assert len(set(seqs)) == 1
            assert seqs[0] >= self.seqs.get(journey.id, 0)
            self.seqs[journey.id] = seqs[0]

    async def _check_reader(self, reader: Rollups, journey: Journey, said: list[plainly.Row]) -> int:
        [state] = await reader.scores(self.tenant, [(journey, ScoreFilter())])
        span = ScoreFilter().span(journey.score_window_days, day_of(state.as_of))
        counted = [row for row in said if plainly.day(row) in span]
        expected = plainly.cells(counted, plainly.window_key)
        resident = reader._shelf.get((self.tenant, journey.id))  # noqa: SLF001  # what is in memory is the point
        assert (resident.span, resident.seq) == (span, state.seq)
        assert cells_of(resident) == expected
        fresh = await read_window(self.mongo, self.tenant, journey.id, span)
        assert (fresh.vector, cells_of(fresh)) == (resident.vector, expected)
        places = {place.id for place in journey.present}
        scored = [row for row in counted if row["source"] != "SOCIAL" and row["touchpoint"] in places]
        assert state.scores.n == sum(plainly.counts(row)["n"] for row in scored)
        await self._check_likability(reader, journey, said, state.seq)
        await self._check_days(reader, journey, said, day_of(state.as_of))
        return state.seq

    async def _check_likability(
        self, reader: Rollups, journey: Journey, said: list[plainly.Row], seq: int
    ) -> None:
        estimate = await reader.likability(self.tenant, journey, ScoreFilter(), seq)
        span = ScoreFilter().span(journey.score_window_days, day_of(datetime.now(UTC)))
        names = [stage.id for stage in journey.stages]
        stages = {place.id: names.index(place.stage) for place in journey.present}
        completed, started = plainly.likability(said, stages, span.since, span.until)
        assert estimate.n == started
        assert estimate.value == (completed / started if started else None)

    async def _check_days(
        self, reader: Rollups, journey: Journey, said: list[plainly.Row], today: int
    ) -> None:
        """Bounded days and a trend come from the database, and agree too."""
        since, until = today - 20, today - 1
        [state] = await reader.scores(self.tenant, [(journey, ScoreFilter(EVERYTHING, since, until))])
        places = {place.id for place in journey.present}
        counted = [row for row in said if row["touchpoint"] in places and since <= plainly.day(row) <= until]
        assert state.scores.n == sum(plainly.counts(row)["n"] for row in counted)
        first, last = (datetime.fromtimestamp(day * 86_400, UTC).date() for day in (since, until))
        trend = await reader.trend(
            self.tenant, journey, ScoreMetric.VALENCE, first, last, TimeBucket.DAY, EVERYTHING
        )
        assert sum(point.n for point in trend.points) == state.scores.n
