"""Everything Northline's customers submit, day after day, in the order it arrives.

A day's feedback depends on seed, epoch and day alone: neither on the day generation starts with nor on the
time it stops at. So a later run goes on where an earlier one ended, and what both yield is the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

from seeds.northline.item import SeedFeedback
from seeds.northline.luck import loaded
from seeds.northline.occasion import DAY, Occasion
from seeds.northline.reaction import reaction
from seeds.northline.storm import STORM_DAY, STORM_POSTS, storm
from seeds.northline.strays import stray
from seeds.northline.trips import LEAD, trips_from
from seeds.northline.volume import doubled, numbers

SEED: Final = 12
"""The Northline everybody knows: of forty seeds, the one in which chance blurs the planted truths least."""

ON_TRIPS: Final = 0.8
"""The most of a day's feedback that comes from trips; strays fill up the rest."""

RETRY: Final = 1_800
"""A retry comes within this many seconds, and on the same day."""


class Submission(NamedTuple):
    """Something arriving, in seconds since the epoch's midnight."""

    arrived: int
    feedback: SeedFeedback


def key(day: int, number: int) -> str:
    """Return the idempotency key of a day's feedback.

    Number 0 of a day happened on that day: stored, it tells the company's epoch.
    """
    return f"northline-{day:04d}-{number:04d}"


def _heard(seed: int, since_day: int) -> Iterator[list[Occasion]]:
    """Yield for `since_day` and every later day what trips have to say on it; without end."""
    waiting = defaultdict[int, list[Occasion]](list)
    day = since_day - LEAD
    while True:
        for occasion in trips_from(seed, day):
            waiting[occasion.arrived // DAY].append(occasion)
        heard = waiting.pop(day, [])
        if day >= since_day:
            yield heard
        day += 1


def _spoken(seed: int, day: int, running: range, heard: list[Occasion]) -> list[Occasion]:
    """Choose who speaks on a day, as many as there are running numbers: those on time first, by arrival."""
    chosen = sorted(heard)[: round(ON_TRIPS * len(running))]
    chosen += (stray(seed, day, number) for number in range(len(running) - len(chosen)))
    return sorted(chosen, key=lambda occasion: (occasion.late, occasion.arrived, occasion.luck))


def _submitted(day: int, running: range, spoken: list[Occasion], midnight: datetime) -> Iterator[Submission]:
    for number, (total, occasion) in enumerate(zip(running, spoken, strict=True)):
        feedback = reaction(occasion, key(day, number), day, midnight)
        yield Submission(occasion.arrived, feedback)
        if doubled(total):
            again = occasion.arrived + 1 + loaded(occasion.luck).randrange(RETRY)
            yield Submission(min(again, (day + 1) * DAY - 1), feedback)


def _seconds(midnight: datetime, moment: datetime) -> int:
    return (moment - midnight) // timedelta(seconds=1)


def _midnight(epoch: date) -> datetime:
    return datetime.combine(epoch, time(), UTC)


def _checked(since_day: int, until: datetime) -> None:
    if since_day < 0:
        raise ValueError(f"since_day counts from the company's epoch: 0 or more, not {since_day}")
    if until.tzinfo is None:
        raise ValueError(f"until needs a time zone: {until.isoformat()} could be any of 24 hours")


def days(seed: int, epoch: date, since_day: int) -> Iterator[list[Submission]]:
    """Yield the submissions of `since_day` and of every later day, each in order of arrival; without end."""
    midnight = _midnight(epoch)
    for day, (running, heard) in enumerate(
        zip(islice(numbers(seed, epoch), since_day, None), _heard(seed, since_day), strict=False), since_day
    ):
        submitted = list(_submitted(day, running, _spoken(seed, day, running, heard), midnight))
        if day == STORM_DAY:
            submitted += (
                Submission(_seconds(midnight, post.occurred_at), post) for post in storm(seed, midnight)
            )
        yield sorted(submitted, key=itemgetter(0))


def _until(submitted: Iterable[list[Submission]], end: int) -> Iterator[SeedFeedback]:
    for day in submitted:
        for arrived, feedback in day:
            if arrived > end:
                return
            yield feedback


def feedback(seed: int, epoch: date, since_day: int, until: datetime) -> Iterator[SeedFeedback]:
    """Yield what customers submit from the start of a day up to a moment, in order of arrival.

    `epoch` is day 0: the first day of the company's first seeding, the same for ever after. `until` (with a
    time zone) is the present: nothing yielded was submitted later, so nothing lies in the future. Retries
    yield the same object again. ValueError for a negative day or an `until` without a time zone.
    """
    _checked(since_day, until)
    return _until(days(seed, epoch, since_day), _seconds(_midnight(epoch), until))


def count(seed: int, epoch: date, since_day: int, until: datetime) -> int:
    """Return how many submissions `feedback` yields for the same arguments, at the cost of one day."""
    _checked(since_day, until)
    last = _seconds(_midnight(epoch), until) // DAY
    if last < since_day:
        return 0
    whole = list(islice(numbers(seed, epoch), since_day, last))
    retries = sum(map(doubled, range(whole[0].start, whole[-1].stop))) if whole else 0
    posts = STORM_POSTS if since_day <= STORM_DAY < last else 0
    today = sum(1 for _ in feedback(seed, epoch, last, until))
    return sum(map(len, whole)) + retries + posts + today
