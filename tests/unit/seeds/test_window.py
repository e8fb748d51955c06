"""What a newcomer sees first: the last 90 days of every journey."""

from itertools import pairwise

import pytest

from scoring.vocabulary import Emotion, EmotionZone, ScoreStatus
from tests.unit.seeds.hearing import JOURNEYS, Hearing

WINDOW = 90
"""The first day of the default window on day 179."""

UNSCORED = "outage.follow-up"


def test_every_zone_is_on_the_map(northline: Hearing) -> None:
    """From delight to frustration, each zone colours at least one touchpoint, and each emotion is felt."""
    zones = {point.zone for key in JOURNEYS for point in northline.scores(key, WINDOW).curve}
    assert zones == {*EmotionZone, None}
    felt = {said.emotion for said in northline.stored if northline.day_of(said) >= WINDOW}
    assert felt == {*Emotion, None}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_curves_go_up_and_down(northline: Hearing, journey: str) -> None:
    """Every curve turns at least twice by a step of more than .1, and spans at least .5."""
    means = [p.mean for p in northline.scores(journey, WINDOW).curve if p.mean is not None]
    steps = [after - before for before, after in pairwise(means)]
    clear = [step for step in steps if abs(step) > 0.1]
    assert sum(a * b < 0 for a, b in pairwise(clear)) >= 2
    assert max(means) - min(means) > 0.5


def test_the_follow_up_call_is_unscored_for_an_honest_reason(northline: Hearing) -> None:
    """Agents keep notes and ask for no emotion: no score, only NO_DATA, and the notes are counted."""
    call = northline.scores("outage", WINDOW).touchpoint(UNSCORED)
    assert (call.n, call.valence.value, call.zone) == (0, None, None)
    assert call.valence.status is call.opportunity.status is ScoreStatus.NO_DATA
    assert call.evidence.unclassified >= 15
    texts = [said for said in northline.stored if said.touchpoint == UNSCORED]
    assert {(said.emotion, said.csat, said.run_ref) for said in texts} == {(None, None, None)}


def test_the_technician_is_met_on_one_channel(northline: Hearing) -> None:
    """Untested is not consistent: one channel gives no consistency, and lowers the journey's coverage."""
    scores = northline.scores("outage", WINDOW)
    assert scores.touchpoint("outage.technician").consistency().status is ScoreStatus.SINGLE_GROUP
    assert scores.cross_channel.coverage == pytest.approx(5 / 7)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_every_other_touchpoint_is_well_measured(northline: Hearing, journey: str) -> None:
    """At least 150 emotions each, a narrow interval, and csat beside it."""
    scores = northline.scores(journey, WINDOW)
    for place in JOURNEYS[journey].touchpoints():
        if place.key != UNSCORED:
            touchpoint = scores.touchpoint(place.key)
            assert touchpoint.n >= 150
            assert touchpoint.valence.high - touchpoint.valence.low < 0.2
            assert touchpoint.csat.n >= 40


def test_opportunities_point_where_it_hurts(northline: Hearing) -> None:
    """Joining loses most at the order, an outage at its start, the bill where nobody understands it."""
    best = {key: northline.scores(key, WINDOW).opportunities[0].touchpoint for key in JOURNEYS}
    assert best["bill"] == "bill.understand"
    assert best["join"] in {"join.checkout", "join.identity"}
    assert best["outage"] in {"outage.notice", "outage.contact"}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_most_trips_end_well_and_many_do_not(northline: Hearing, journey: str) -> None:
    """Between half and nine tenths of trips reach the last stage."""
    assert 0.5 < northline.likability(journey, WINDOW) < 0.9


def test_the_app_checkout_costs_customers(known: Hearing) -> None:
    """Fewer of those who order in the app get to the last stage than of those who order on the web."""
    runs = {"WEB": set(), "APP": set()}
    done = {said.run_ref for said in known.stored if said.touchpoint == "join.first-use"}
    for said in known.stored:
        if said.touchpoint == "join.checkout" and said.run_ref and said.channel in runs:
            runs[said.channel].add(said.run_ref)
    finished = {channel: len(heard & done) / len(heard) for channel, heard in runs.items()}
    assert finished["APP"] < finished["WEB"] - 0.1


@pytest.mark.parametrize("journey", JOURNEYS)
def test_ratings_agree_with_feelings(northline: Hearing, journey: str) -> None:
    """Apart from the contact, who feels worse rates worse: csat and effort follow valence."""
    joyful = [s for s in northline.stored if s.emotion in {Emotion.JOY, Emotion.DELIGHT} and s.csat]
    cross = [s for s in northline.stored if s.emotion in {Emotion.ANGER, Emotion.FRUSTRATION} and s.csat]
    joyful, cross = (
        [s.csat for s in said if s.touchpoint.startswith(journey) and s.touchpoint != "outage.contact"]
        for said in (joyful, cross)
    )
    assert sum(joyful) / len(joyful) > 4
    assert sum(cross) / len(cross) < 2.3
