"""What seats say they saw: how much of it is looked up."""

import asyncio

import pytest

from service.documents.change import ChangeKind
from service.live import Seat, UpdateKind, inquiry
from service.live.inquiry import Inquiry
from service.live.missed import MOST_MISSED
from service.live.seat import Audience
from service.live.topic import Topic
from tests.unit.live.listening import BEGIN, Listener, Log, asking, committed, happened
from tests.unit.live.virtual import run

SEQ = 5_000


@pytest.mark.parametrize(
    ("seen", "looked_up", "told"),
    [
        ([SEQ - 2], [2], [UpdateKind.FEEDBACK]),
        ([SEQ - MOST_MISSED, SEQ - 1], [MOST_MISSED], [UpdateKind.FEEDBACK, UpdateKind.FEEDBACK]),
        ([SEQ - MOST_MISSED - 1], [], [UpdateKind.SNAPSHOT]),
        ([0, SEQ - 3, 1], [3], [UpdateKind.SNAPSHOT, UpdateKind.FEEDBACK, UpdateKind.SNAPSHOT]),
    ],
)
async def test_only_what_can_be_told_exactly_is_looked_up(monkeypatch, seen, looked_up, told):
    """Who missed more than is ever looked up costs the database nothing: it is told everything."""
    counts = []

    async def missed(_mongo, _tenant, _journey, pulses, count):
        counts.append(count)
        return [happened(committed(beat)) for beat in range(pulses[0] - count + 1, pulses[0] + 1)]

    monkeypatch.setattr(inquiry, "read_missed", missed)
    topic = Topic("acme", "j")
    topic.learn({0: SEQ})
    seats = [Seat(asking(), Listener(None), Audience(), None) for _ in seen]
    for seat, seq in zip(seats, seen, strict=True):
        seat.see(topic.position._replace(seq=seq))
    await Inquiry(None, None).settle(topic, seats)
    updates = [topic.since(seat.seen, BEGIN) if seat.seen else topic.snapshot(BEGIN) for seat in seats]
    assert counts == looked_up
    assert [update.kind for update in updates] == told


def test_tenants_are_asked_for_side_by_side():
    """Subscribers of a hundred tenants are not kept from news for a hundred answers one after the other."""

    async def story():
        log = Log()
        log.write(0, ChangeKind.FEEDBACK)
        topics = [Topic(f"tenant {number}", "j") for number in range(100)]
        for topic in topics:
            topic.learn({})
        await Inquiry(None, log).begin_again(topics)
        assert asyncio.get_running_loop().time() == pytest.approx(0.07)
        assert {topic.position.seq for topic in topics} == {1}
        assert log.asked == 100

    run(story())
