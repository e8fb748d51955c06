"""Drafts are handed in many at a time, until each is decided."""

import asyncio
from collections import Counter

import pytest
from pymongo.errors import AutoReconnect, OperationFailure

from scoring.vocabulary import Channel
from service.errors import LimitExceeded, NotFound, Overloaded, ProblemCode
from service.importing import delivery
from service.importing.delivery import Delivery, Outcome
from service.importing.refused import Refused, RefusedRows
from service.importing.row import Row
from service.ingestion import Accepted, Draft


class Fickle:
    """An ingestion that answers each key with its answers, one after the other."""

    def __init__(self, answers):
        self.answers = {key: iter(said) for key, said in answers.items()}
        self.asked = Counter()
        self.now = self.most = 0

    async def submit(self, tenant, draft, *, ancient):
        """Answer, or raise the answer."""
        assert (tenant, ancient) == ("acme", True)
        self.asked[draft.idempotency_key] += 1
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        answer = next(self.answers.get(draft.idempotency_key, iter(())), False)
        if isinstance(answer, Exception):
            raise answer
        return Accepted(draft.idempotency_key, None, duplicate=answer)


def items(*keys):
    """Make a row for each key."""
    for line, key in enumerate(keys, start=1):
        yield Row(line, {}, b""), Draft(idempotency_key=key, touchpoint_id="t", channel=Channel.WEB)


async def deliver(ingestion, given, path):
    """Hand in all; answers the outcome."""
    outcome = Outcome()
    with RefusedRows(path) as refused:
        await Delivery(ingestion, "acme", refused, outcome).run(given)
    return outcome


async def test_every_item_is_counted_once(tmp_path):
    """Accepted, duplicate, refused by the ingestion or before."""
    fickle = Fickle({"b": [True], "c": [NotFound("gone", ("touchpointId",))]})
    given = [*items("a", "b", "c"), Refused(9, (), "raw")]
    outcome = await deliver(fickle, iter(given), tmp_path / "r")
    assert str(outcome) == "accepted 1, duplicates 1, refused 2"
    assert fickle.asked == {"a": 1, "b": 1, "c": 1}


async def test_what_waits_is_bounded(tmp_path):
    """However long the file; nothing is read ahead."""
    fickle = Fickle({})
    outcome = await deliver(fickle, items(*map(str, range(3_000))), tmp_path / "r")
    assert (outcome.accepted, fickle.most) == (3_000, delivery.IN_FLIGHT)


async def test_a_full_queue_and_a_silent_database_are_waited_for(tmp_path, monkeypatch):
    """The same draft is sent again until it is decided."""
    monkeypatch.setattr(delivery, "PAUSES", (0, 0))
    full = LimitExceeded(ProblemCode.QUEUE_FULL, "full", retry_after_ms=1)
    fickle = Fickle({"a": [full] * 9 + [Overloaded("slow"), AutoReconnect("gone"), False]})
    assert str(await deliver(fickle, items("a"), tmp_path / "r")) == "accepted 1, duplicates 0, refused 0"
    assert fickle.asked["a"] == 12


@pytest.mark.parametrize(
    ("answers", "error", "said"),
    [
        ([Overloaded("slow")] * 9, Overloaded, "run the same command again later"),
        ([OperationFailure("not authorized")], OperationFailure, "not authorized"),
    ],
)
async def test_a_database_that_fails_stops_the_run(tmp_path, monkeypatch, answers, error, said):
    """One error is told, not five hundred; the row is in no count, as nobody knows its fate."""
    monkeypatch.setattr(delivery, "PAUSES", (0, 0))
    outcome = Outcome()
    with RefusedRows(tmp_path / "r") as refused, pytest.raises(error, match=said):
        await Delivery(Fickle({"a": answers}), "acme", refused, outcome).run(items("a"))
    assert str(outcome) == "accepted 0, duplicates 0, refused 0"


async def test_a_limit_that_waiting_does_not_lift_refuses_the_row(tmp_path):
    """The others are taken."""
    limit = LimitExceeded(ProblemCode.TOO_MANY, "too many")
    outcome = await deliver(Fickle({"a": [limit]}), items("a", "b"), tmp_path / "r")
    assert (outcome.accepted, outcome.refused) == (1, 1)
