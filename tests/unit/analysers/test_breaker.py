"""The circuit breaker: three failures open it, one trial in ten seconds, a success closes it."""

import threading

import pytest

from service.analysers.breaker import Breaker
from tests.unit.analysers.spare import Clock


@pytest.fixture
def clock():
    """Stop the time."""
    return Clock()


@pytest.fixture
def breaker(clock):
    """Make one that is closed."""
    return Breaker(clock=clock)


def fail(breaker, times):
    """Fail so often."""
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_two_failures_are_borne(breaker):
    """Two failures in a row change nothing."""
    fail(breaker, 2)
    assert (breaker.is_open, breaker.allows()) == (False, True)


def test_three_failures_in_a_row_open_it(breaker):
    """After the third nothing goes through."""
    fail(breaker, 3)
    assert (breaker.is_open, breaker.allows()) == (True, False)


def test_a_success_forgets_failures(breaker):
    """Failures count in a row only."""
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert not breaker.is_open


def test_one_trial_after_ten_seconds(breaker, clock):
    """Nothing goes through a moment before; then one, and no second beside it."""
    fail(breaker, 3)
    clock.forward(9.999)
    assert not breaker.allows()
    clock.forward(0.001)
    assert breaker.allows()
    assert (breaker.is_open, breaker.allows()) == (True, False)


def test_a_trial_that_succeeds_closes_it(breaker, clock):
    """Then all goes through, and three failures are needed again."""
    fail(breaker, 3)
    clock.forward(10)
    assert breaker.allows()
    breaker.succeeded()
    fail(breaker, 2)
    assert (breaker.is_open, breaker.allows()) == (False, True)


def test_a_trial_that_fails_starts_the_pause_anew(breaker, clock):
    """The pause counts from the trial's failure."""
    fail(breaker, 3)
    clock.forward(10)
    assert breaker.allows()
    clock.forward(5)
    breaker.failed()
    clock.forward(9.999)
    assert not breaker.allows()
    clock.forward(0.001)
    assert breaker.allows()


def test_a_trial_that_is_lost_costs_a_pause(breaker, clock):
    """If nobody reports on a trial there is another one, a pause later."""
    fail(breaker, 3)
    clock.forward(10)
    assert breaker.allows()
    clock.forward(9.999)
    assert not breaker.allows()
    clock.forward(0.001)
    assert breaker.allows()


def test_of_many_threads_one_gets_the_trial(breaker, clock):
    """However many ask at once, one is let through."""
    fail(breaker, 3)
    clock.forward(10)
    start = threading.Barrier(8)
    said = []

    def ask():
        start.wait()
        said.append(breaker.allows())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False] * 7 + [True]
