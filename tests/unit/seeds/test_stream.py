"""The stream repeats itself, goes on where it stopped, and never speaks of the future."""

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from math import gcd

import pytest

from scoring.vocabulary import Emotion, EmotionOrigin, FeedbackSource
from seeds.northline import SEED, SeedFeedback, count, feedback, key
from seeds.northline.habits import CUSTOMERS, HABITS
from seeds.northline.volume import FEEDBACK, FULL_DAYS, doubled, first_numbers
from tests.unit.seeds.hearing import LAST_DAY, Hearing, end_of

EPOCH = date(2026, 5, 26)
MIDNIGHT = datetime.combine(EPOCH, time(), UTC)
DAWN = MIDNIGHT + timedelta(days=LAST_DAY, minutes=5)


def heard(since_day: int, until: datetime, epoch: date = EPOCH, seed: int = SEED) -> list[SeedFeedback]:
    """Return all that is submitted between."""
    return list(feedback(seed, epoch, since_day, until))


def test_the_same_arguments_give_the_same_stream() -> None:
    """Two runs yield equal feedback in the same order; another seed another stream."""
    until = MIDNIGHT + timedelta(days=5)
    assert heard(0, until) == heard(0, until)
    assert [said.text for said in heard(0, until)] != [said.text for said in heard(0, until, seed=SEED + 1)]


def test_a_later_start_yields_the_tail(known: Hearing) -> None:
    """Starting on day 40 gives exactly what the whole stream gives from day 40 on."""
    whole = [said for said in known.submissions if 40 <= said.day <= 70]
    assert heard(40, end_of(EPOCH, 70)) == whole


def test_an_earlier_stop_yields_the_head(known: Hearing) -> None:
    """Stopping in the middle of a day gives the beginning of the whole stream, not another stream."""
    until = MIDNIGHT + timedelta(days=60, hours=13, minutes=7)
    head = heard(0, until)
    assert head == known.submissions[: len(head)]
    assert head[-1].day == 60


def test_planted_days_stay_where_they_are_when_time_goes_on(known: Hearing) -> None:
    """Forty days later days 0..179 are unchanged, and days 180..219 follow at the same rate."""
    later = heard(LAST_DAY - 1, end_of(EPOCH, LAST_DAY + 40))
    assert [s for s in later if s.day <= LAST_DAY] == [s for s in known.submissions if s.day >= LAST_DAY - 1]
    keys = {said.key for said in later if said.day > LAST_DAY}
    assert {said.day for said in later} == set(range(LAST_DAY - 1, LAST_DAY + 41))
    assert 0.9 < len(keys) / (40 * FEEDBACK / FULL_DAYS) < 1.1
    assert keys.isdisjoint(said.key for said in known.submissions)


def test_nothing_happens_in_the_future() -> None:
    """Five minutes past midnight nothing lies ahead, and today has hardly begun."""
    night = heard(LAST_DAY - 4, DAWN)
    assert max(said.occurred_at for said in night) <= DAWN
    assert sum(said.day == LAST_DAY for said in night) < 5


def test_a_second_run_on_the_same_day_only_adds() -> None:
    """What a run at five past midnight submitted, one in the evening submits again, and more."""
    night, evening = heard(LAST_DAY - 4, DAWN), heard(LAST_DAY - 4, DAWN + timedelta(hours=18))
    assert evening[: len(night)] == night
    assert len(evening) > len(night) + 50


def test_no_key_ever_has_two_bodies(northline: Hearing) -> None:
    """A key submitted twice is the very same submission."""
    bodies: dict[str, SeedFeedback] = {}
    assert all(bodies.setdefault(said.key, said) is said for said in northline.submissions)


def test_there_are_twenty_thousand_when_the_last_day_begins(northline: Hearing) -> None:
    """20,000 in days 0..178, 3 % of them twice, and the storm; day 179 comes on top as its hours pass."""
    whole = [said for said in northline.calm if said.day < FULL_DAYS]
    assert len(whole) == FEEDBACK == 20_000
    submitted = [said for said in northline.submissions if said.day < FULL_DAYS]
    assert len(submitted) == 20_000 + 600 + 2_000
    assert 50 < len(northline.calm) - 20_000 < 180


def test_retries_come_on_the_same_day_and_later(northline: Hearing) -> None:
    """A retry follows its original before the day is over."""
    times = Counter(said.key for said in northline.submissions)
    assert {*times.values()} == {1, 2}
    assert all("storm" not in said for said, number in times.items() if number == 2)


def test_one_in_twenty_is_late_by_up_to_three_days(northline: Hearing) -> None:
    """5 % happened within the 72 hours before the day they are submitted on, all others on that day."""
    start = datetime.combine(northline.epoch, time(), UTC)
    ages = [start + timedelta(days=said.day) - said.occurred_at for said in northline.calm]
    late = [age for age in ages if age > timedelta()]
    assert len(late) / len(ages) == pytest.approx(0.05, abs=0.006)
    assert timedelta(days=2) < max(ages) <= timedelta(hours=72)
    assert min(ages) > -timedelta(days=1)


def test_the_first_of_every_day_tells_the_epoch(northline: Hearing) -> None:
    """Number 0 of each day is there, and happened on that day."""
    days = {said.key: northline.day_of(said) for said in northline.stored}
    assert [days[key(day, 0)] for day in range(LAST_DAY + 1)] == list(range(LAST_DAY + 1))


def test_submissions_are_ordered_by_arrival(northline: Hearing) -> None:
    """Days follow one another, and within a day what happened on it comes in the order it happened."""
    days = [said.day for said in northline.submissions]
    assert days == sorted(days)
    seen = Counter(said.key for said in northline.submissions)
    prompt = [
        said.occurred_at
        for said in northline.submissions
        if northline.day_of(said) == said.day and seen[said.key] == 1
    ]
    assert prompt == sorted(prompt)


@pytest.mark.parametrize("hours", [0.1, 9, 24 * 100 + 12, 24 * 131 - 0.01, 24 * 179.5])
@pytest.mark.parametrize("since_day", [0, 100, 131, 179])
def test_the_count_is_what_comes(known: Hearing, hours: float, since_day: int) -> None:
    """The progress bar's total is exact for any start and any end, the storm's day in part included."""
    until = MIDNIGHT + timedelta(hours=hours)
    head = sum(1 for _ in feedback(known.seed, EPOCH, since_day, until))
    assert count(known.seed, EPOCH, since_day, until) == head


def test_the_storm_in_part_is_counted_too() -> None:
    """In the middle of the storm the count has exactly the posts that were already there."""
    until = MIDNIGHT + timedelta(days=130, hours=20)
    stormy = heard(130, until)
    assert 500 < sum("storm" in said.key for said in stormy) < 2_000
    assert count(SEED, EPOCH, 130, until) == len(stormy)


def test_before_the_epoch_nothing_is_said() -> None:
    """A present before day 0 yields nothing and counts nothing."""
    assert heard(0, MIDNIGHT - timedelta(hours=1)) == []
    assert count(SEED, EPOCH, 0, MIDNIGHT - timedelta(hours=1)) == 0


@pytest.mark.parametrize("ask", [feedback, count])
def test_bad_arguments_are_refused_at_once(ask: object) -> None:
    """A negative day and a time without a zone are named, before anything is yielded."""
    with pytest.raises(ValueError, match="since_day counts from the company's epoch: 0 or more, not -1"):
        ask(SEED, EPOCH, -1, DAWN)
    with pytest.raises(ValueError, match="until needs a time zone"):
        ask(SEED, EPOCH, 0, DAWN.replace(tzinfo=None))


def test_a_present_in_another_zone_is_the_same_present() -> None:
    """`until` is a moment, however it is written."""
    from_east = (MIDNIGHT + timedelta(days=2)).astimezone(datetime.now().astimezone().tzinfo)
    assert heard(0, from_east) == heard(0, MIDNIGHT + timedelta(days=2))


def test_every_submission_keeps_the_rules_of_the_door(northline: Hearing) -> None:
    """Ranges, codes and lengths are those the service accepts; nothing is empty."""
    code = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
    for said in northline.stored:
        assert 1 <= len(said.key) <= 128
        assert 0 < said.intensity <= 1
        assert said.text is None or 0 < len(said.text) <= 300
        assert (said.confidence is not None) is (said.origin is EmotionOrigin.INFERRED)
        assert said.nps is None or said.nps in range(11)
        assert said.csat is None or said.csat in range(1, 6)
        assert said.ces is None or said.ces in range(1, 8)
        assert said.importance is None or said.importance in range(1, 6)
        assert all(code.fullmatch(trigger) for trigger in said.triggers)
        assert len(set(said.triggers)) == len(said.triggers) <= 10
        assert said.emotion or said.text or said.csat is not None
        assert said.occurred_at.tzinfo is UTC
        assert said.occurred_at.microsecond == 0


def test_inferred_emotions_come_with_words_and_a_confidence(northline: Hearing) -> None:
    """A model read a text to infer an emotion; now and then it was too unsure to count."""
    inferred = [said for said in northline.calm if said.origin is EmotionOrigin.INFERRED]
    assert 0.04 < len(inferred) / len(northline.calm) < 0.15
    assert all(said.text and said.emotion for said in inferred)
    unsure = sum(said.confidence < 0.5 for said in inferred) / len(inferred)
    assert 0.02 < unsure < 0.2


def test_words_mostly_come_beside_a_reported_emotion(northline: Hearing) -> None:
    """Nearly half write; few of them leave the emotion to be read."""
    written = [said for said in northline.calm if said.text]
    alone = sum(said.emotion is None for said in written)
    assert 0.4 < len(written) / len(northline.calm) < 0.6
    assert 0.04 < alone / len(written) < 0.15


def test_every_source_persona_and_kind_of_rating_is_there(northline: Hearing) -> None:
    """Each source has a share a filter can be tried on; some people are of no persona."""
    calm = northline.calm
    sources = Counter(said.source for said in calm)
    assert set(sources) == set(FeedbackSource)
    assert min(sources.values()) > 500
    assert {said.persona for said in calm} == {*HABITS, None}
    for field in ("nps", "csat", "ces", "importance"):
        assert sum(getattr(said, field) is not None for said in calm) > 500


def test_nearly_all_of_four_thousand_customers_speak(northline: Hearing) -> None:
    """Customers are Northline's 4,000; each is of one persona and most speak more than once."""
    personas: dict[str, set[str | None]] = {}
    for said in northline.stored:
        if said.customer_ref:
            personas.setdefault(said.customer_ref, set()).add(said.persona)
    assert CUSTOMERS == sum(len(habit.customers) for habit in HABITS.values()) == 4_000
    assert 3_800 < len(personas) <= 4_000
    assert all(len(known - {None}) <= 1 for known in personas.values())


def test_a_trip_belongs_to_one_customer_and_moves_forward(northline: Hearing) -> None:
    """A trip stays in one journey with one customer, and speaks at most once per touchpoint."""
    trips: dict[str, list[SeedFeedback]] = {}
    for said in northline.stored:
        if said.run_ref:
            trips.setdefault(said.run_ref, []).append(said)
    for said in trips.values():
        assert len({item.customer_ref for item in said}) == 1
        assert len({item.touchpoint.split(".")[0] for item in said}) == 1
        assert len({item.touchpoint for item in said}) == len(said)
        assert max(s.occurred_at for s in said) - min(s.occurred_at for s in said) < timedelta(days=30)
    assert sum(map(len, trips.values())) / len(northline.calm) == pytest.approx(0.78, abs=0.03)


def test_a_week_has_a_rhythm_and_a_day_has_hours(northline: Hearing) -> None:
    """Mondays are busier than Sundays, evenings than nights."""
    weekdays = Counter((northline.epoch + timedelta(days=said.day)).weekday() for said in northline.calm)
    hours = Counter(said.occurred_at.hour for said in northline.calm)
    assert weekdays[0] > 1.2 * weekdays[6]
    assert min(hours[18], hours[19]) > 2 * hours[4] > 0
    assert set(hours) == set(range(24))


def test_every_emotion_is_felt_by_somebody(northline: Hearing) -> None:
    """All eighteen appear, and none drowns the others."""
    felt = Counter(said.emotion for said in northline.calm if said.emotion)
    assert set(felt) == set(Emotion)
    assert max(felt.values()) / felt.total() < 0.2


@pytest.mark.parametrize("weekday", range(7))
def test_the_volume_is_exact_whatever_the_weekday(weekday: int) -> None:
    """The first 179 days hold 20,000 from any weekday on, and no day is empty."""
    starts = list(islice(first_numbers(SEED, EPOCH + timedelta(days=weekday)), 400))
    assert (starts[0], starts[FULL_DAYS]) == (0, 20_000)
    assert all(after - before > 60 for before, after in pairwise(starts))


@pytest.mark.parametrize("total", [100, 20_000, 20_033, 1_000_000])
def test_three_in_a_hundred_are_doubled(total: int) -> None:
    """Of the first n exactly 3 % are submitted twice, rounded down."""
    assert sum(map(doubled, range(total))) == 3 * total // 100


def test_customers_take_turns() -> None:
    """Every persona's people can be walked through in steps without leaving anyone out."""
    assert all(
        any(gcd(step, len(habit.customers)) == 1 for step in range(37, 74)) for habit in HABITS.values()
    )
