"""The sample company comes through the service's own doors, and says there what was planted in it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio

from scoring.selection import Selection
from scoring.vocabulary import Channel, ConsistencyGroupBy, FeedbackSource, ScoreStatus
from seeds.loader import Loader, Sown
from seeds.northline.volume import FULL_DAYS
from service.app.parts import Parts, assemble
from service.documents.cell import day_of
from service.mongo.client import connect
from service.mongo.migrate import migrate
from service.rollups import ScoreFilter, ScoreState, recount
from service.settings import Limits

pytestmark = pytest.mark.asyncio(loop_scope="module")

TENANT = "northline"
CHANNEL = ConsistencyGroupBy.CHANNEL
NOW = datetime.now(UTC).replace(hour=15, minute=30, second=0, microsecond=0) - timedelta(days=3)


def loader(parts: Parts, tenant: str = TENANT) -> Loader:
    """Make the loader of a tenant."""
    return Loader(parts.atlas, parts.remarks, parts.editing, parts.ingestion, tenant)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def parts(mongo_uri: str) -> AsyncIterator[Parts]:
    """Run the service's parts on a database of this module: loading takes seconds."""
    mongo = connect(mongo_uri, f"test-{uuid4().hex}")
    await migrate(mongo)
    async with assemble(mongo, refs_key=b"r" * 32, limits=Limits()) as assembled:
        yield assembled
    await mongo.client.drop_database(mongo.database.name)
    await mongo.aclose()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sown(parts: Parts) -> Sown:
    """Load the sample as it is at half past three."""
    return await loader(parts).sow(NOW)


async def scores(parts: Parts, sown: Sown, touchpoint: str, chosen: ScoreFilter) -> ScoreState:
    """Read the scores of a touchpoint's journey under a filter."""
    place = sown.touchpoints[touchpoint]
    found = await parts.atlas.journeys_of_touchpoints(TENANT, {place})
    [state] = await parts.rollups.scores(TENANT, [(found[place], chosen)])
    return state


async def test_the_planted_truths_are_told_by_the_stored_scores(parts: Parts, sown: Sown) -> None:
    """Checkout, identity check, contact and bill page read from the database as they were planted."""
    first = day_of(NOW) - FULL_DAYS
    lately = ScoreFilter(since=day_of(NOW) - 89)
    checkout = await scores(parts, sown, "join.checkout", lately)
    consistency = checkout.scores.touchpoint(sown.touchpoints["join.checkout"]).consistency(CHANNEL)
    assert consistency.score < 0.80
    assert consistency.worst_group.key == Channel.APP

    early = await scores(parts, sown, "join.identity", ScoreFilter(until=first + 59))
    identity = sown.touchpoints["join.identity"]
    assert early.scores.touchpoint(identity).consistency(CHANNEL).status is ScoreStatus.SINGLE_GROUP
    assert checkout.scores.touchpoint(identity).consistency(CHANNEL).status is ScoreStatus.OK

    contact = await scores(parts, sown, "outage.contact", lately)
    assert contact.scores.touchpoint(sown.touchpoints["outage.contact"]).says_feels_gap > 0.3

    understand = sown.touchpoints["bill.understand"]
    for channel in (Channel.WEB, Channel.APP):
        one = Selection(frozenset({channel}), sources=frozenset(FeedbackSource) - {FeedbackSource.SOCIAL})
        before = await scores(parts, sown, "bill.understand", ScoreFilter(one, until=first + 119))
        after = await scores(parts, sown, "bill.understand", ScoreFilter(one, since=first + 120))
        was, now = (state.scores.touchpoint(understand).valence.value for state in (before, after))
        assert now - was == pytest.approx(0.25, abs=0.09)


async def test_every_feedback_counts_once_and_later_days_are_topped_up(parts: Parts, sown: Sown) -> None:
    """20,000 and the storm's 2,000 at least, 3 % duplicates uncounted; later only later days are new."""
    feedback = parts.mongo.of(TENANT)["feedback"]
    assert sown.new == await feedback.count({}, 100_000)
    assert 22_000 <= sown.new < 22_200
    assert sown.refused == 0
    assert sown.duplicates == pytest.approx(600, abs=10)
    newest = (await feedback.find({}, sort=[("occurredAt", -1)], limit=1))[0]["occurredAt"]
    assert NOW - timedelta(hours=20) < newest <= NOW
    assert (await recount(parts.mongo)).differences == []
    again = await loader(parts).sow(NOW)
    assert (again.new, again.refused, again.touchpoints) == (0, 0, sown.touchpoints)
    later = await loader(parts).sow(NOW + timedelta(days=2))
    assert 150 < later.new < 350
    assert later.refused == 0


async def test_feedback_finds_its_touchpoint_on_an_edited_map(parts: Parts, sown: Sown) -> None:
    """A touchpoint that was moved keeps its feedback; what belongs to one that was renamed is refused."""
    editing, checkout, offer = (
        parts.editing,
        sown.touchpoints["join.checkout"],
        sown.touchpoints["join.offer"],
    )
    await editing.update_touchpoint(TENANT, checkout, {"stage_id": await stage_of(parts, offer)})
    _, renamed = await editing.update_touchpoint(TENANT, offer, {"name": "Sees a poster"})
    again = await loader(parts).sow(NOW)
    await editing.update_touchpoint(TENANT, renamed.id, {"name": "See offer"})
    assert again.touchpoints == {key: id_ for key, id_ in sown.touchpoints.items() if id_ != offer}
    assert again.new == 0
    assert 0 < again.refused < again.duplicates / 4


async def stage_of(parts: Parts, touchpoint: str) -> str:
    """Find the stage a touchpoint is in."""
    journey = (await parts.atlas.journeys_of_touchpoints(TENANT, [touchpoint]))[touchpoint]
    return next(each.stage for each in journey.touchpoints if each.id == touchpoint)


@pytest.mark.usefixtures("sown")
async def test_a_tenant_with_journeys_of_its_own_is_foreign(parts: Parts) -> None:
    """The loader tells its own tenant from one that somebody works in, and from an empty one."""
    assert not await loader(parts).foreign()
    assert not await loader(parts, "empty").foreign()
    own = (await parts.mongo.of(TENANT)["journeys"].find({}, limit=1))[0]
    await parts.mongo.of("other")["journeys"].insert({**own, "_id": "another"})
    assert await loader(parts, "other").foreign()
