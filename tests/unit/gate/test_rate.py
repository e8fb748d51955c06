"""A rate: so many evenly, a burst after a pause, and no memory of who kept to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.gate.rate import Rate


def through(rate, key, moments):
    """Ask at these moments; tell at which of them one was let through."""
    let = []
    for now in moments:
        if not rate.wait(key, now):
            rate.take(key, now)
            let.append(now)
    return let


def test_a_burst_and_then_evenly():
    """50 a second, burst 2: a hundred at once, then one every 20 ms."""
    rate = Rate(50, 2)
    assert (rate.most_at_once, rate.left("a", 7.0)) == (100, 100)
    assert len(through(rate, "a", [7.0] * 1_000)) == 100
    assert (rate.left("a", 7.0), rate.wait("a", 7.0)) == (0, pytest.approx(0.02))
    assert rate.debt("a", 7.0) == pytest.approx(2)
    assert rate.wait("a", 7.019) == pytest.approx(0.001)
    assert len(through(rate, "a", [7.02] * 10)) == 1
    assert len(through(rate, "a", [7.5] * 100)) == 24


def test_what_is_refused_counts_for_nothing():
    """Ten times the rate for a minute: served as much as who keeps to it, and the burst."""
    rate = Rate(50, 2)
    assert len(through(rate, "a", [n / 500 for n in range(30_000)])) == pytest.approx(3_100, abs=1)


def test_who_keeps_to_the_rate_is_never_refused():
    """A request every 20 ms, for ten minutes, in spite of what floats add up to."""
    rate, moments = Rate(50, 2), [n * 0.02 for n in range(30_000)]
    assert through(rate, "a", moments) == moments


def test_a_pause_fills_it_again():
    """Half of it in half the time, never more than all of it."""
    rate = Rate(10, 2)
    through(rate, "a", [0.0] * 20)
    assert [rate.left("a", now) for now in (0.0, 0.1, 1.0, 2.0, 3_600.0)] == [0, 1, 10, 20, 20]


def test_keys_do_not_meet():
    """One that asks too often takes nothing from another."""
    rate = Rate(1, 1)
    assert through(rate, "a", [0.0, 0.0]) == [0.0]
    assert through(rate, "b", [0.0]) == [0.0]


@pytest.mark.parametrize(
    ("per_second", "burst", "at_once"), [(0.5, 1, 1), (0.1, 2, 1), (3, 0.5, 1), (0.3, 10, 3)]
)
def test_the_smallest_burst_is_one(per_second, burst, at_once):
    """A rate below one a second still lets one request through."""
    rate = Rate(per_second, burst)
    assert rate.most_at_once == at_once
    assert len(through(rate, "a", [0.0] * 10)) == at_once
    assert rate.wait("a", 0.0) == pytest.approx(1 / per_second)


def test_who_has_paused_is_forgotten():
    """A key is remembered for the burst's seconds after it asked: memory follows what is asked just now."""
    rate = Rate(50, 2)
    for n in range(10_000):
        rate.take(f"key {n}", n * 0.001)
    assert len(rate) < 50


def test_memory_is_bounded_whatever_comes():
    """A million keys at one moment are a thousand remembered ones; the newest are among them."""
    rate = Rate(50, 2, most=1_000)
    for n in range(100_000):
        rate.take(n, 0.0)
    assert len(rate) == 1_000
    assert (rate.left(99_999, 0.0), rate.left(0, 0.0)) == (99, 100)


@given(
    st.lists(st.floats(0, 3), max_size=200),
    st.floats(0.5, 100),
    st.floats(0.1, 5),
)
def test_never_more_than_the_burst_and_the_rate(pauses, per_second, burst):
    """In any stretch of time t at most `most_at_once + t * per_second` requests come through."""
    rate, now, moments = Rate(per_second, burst), 0.0, []
    for pause in pauses:
        now += pause
        moments.append(now)
    let = through(rate, "a", moments)
    for first, start in enumerate(let):
        for last, end in enumerate(let[first:], 1):
            assert last <= rate.most_at_once + (end - start) * per_second + 1e-6
