"""How likely a customer who starts a journey completes it, from the runs they told of."""

import pytest

from tests.e2e.maps import a_stage, day, make_journey, noon, places, submit
from tests.e2e.scores import HEADLINE


@pytest.fixture
def journey(company):
    """Have a journey of three stages."""
    return make_journey(
        company, a_stage("Look", "See", "Compare"), a_stage("Buy", "Pay"), a_stage("Use", "Unpack")
    )


def likability(company, journey, **chosen):
    """Ask for value and n."""
    found = company.ask(HEADLINE, id=journey["id"], filter=chosen or None)["score"]["likability"]
    return found["value"], found["n"]


def test_runs_that_reach_the_end(company, journey):
    """Four began, two reached the last stage that anybody reached; saying more in a run changes nothing."""
    see, compare, pay, _ = places(journey)
    assert likability(company, journey) == (None, 0)
    for run, heard in {"a": (see, pay), "b": (see, see, compare), "c": (pay,), "d": (compare,)}.items():
        for place in heard:
            submit(company, place, runRef=run)
    submit(company, see)
    assert likability(company, journey) == (0.5, 4)


def test_the_end_moves(company, journey):
    """Somebody gets further: who was at the end no longer is."""
    see, _, pay, unpack = places(journey)
    submit(company, see, runRef="a")
    assert likability(company, journey) == (1, 1)
    submit(company, pay, runRef="b")
    assert likability(company, journey) == (0.5, 2)
    gone = submit(company, unpack, runRef="b")["id"]
    submit(company, pay, runRef="c")
    assert likability(company, journey) == (pytest.approx(1 / 3), 3)
    company.ask("mutation($id: ID!) { deleteFeedback(id: $id) { __typename } }", id=gone)
    assert likability(company, journey) == (pytest.approx(2 / 3), 3)


def test_runs_count_by_their_first_day(company, journey):
    """Only a filter's days apply to runs, by the day they began."""
    see, _, pay, _ = places(journey)
    submit(company, see, runRef="a", occurredAt=noon(20))
    submit(company, pay, runRef="a", occurredAt=noon(2))
    submit(company, see, runRef="b", occurredAt=noon(10), channel="APP")
    submit(company, pay, runRef="old", occurredAt=noon(100))
    assert likability(company, journey) == (0.5, 2)
    assert likability(company, journey, since=day(15)) == (1, 1)
    assert likability(company, journey, until=day(15)) == (1, 2)
    assert likability(company, journey, channels=["APP"]) == (0.5, 2)
    assert likability(company, journey, channels=[], sources=[]) == (0.5, 2)


def test_an_edit_of_the_map_is_read_at_once(company, journey):
    """Without the touchpoint where it ended a run ended before it; one heard nowhere else is gone."""
    see, _, pay, unpack = places(journey)
    submit(company, see, runRef="a")
    submit(company, pay, runRef="b")
    submit(company, unpack, runRef="c")
    assert likability(company, journey) == (pytest.approx(1 / 3), 3)
    company.ask("mutation($id: ID!) { removeTouchpoint(id: $id) { __typename } }", id=unpack)
    assert likability(company, journey) == (0.5, 2)


def test_a_run_is_of_one_journey(company, journey):
    """The same reference on two journeys is two runs."""
    other = make_journey(company, name="Leave")
    submit(company, places(journey)[0], runRef="a")
    submit(company, places(other)[2], runRef="a")
    assert (likability(company, journey), likability(company, other)) == ((1, 1), (1, 1))


def test_ratings_alone_are_steps_too(company, journey):
    """A run is started by any feedback, with an emotion or without."""
    see, _, pay, _ = places(journey)
    submit(company, see, runRef="a", emotion=..., nps=5)
    submit(company, pay, runRef="b", emotion=..., text="Paid.")
    assert likability(company, journey) == (0.5, 2)
