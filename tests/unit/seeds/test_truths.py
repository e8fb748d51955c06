"""What was planted in Northline comes out of the scores."""

from math import hypot

import pytest

from scoring.estimate import Estimate
from scoring.journey_scores import JourneyScores
from scoring.selection import Selection
from scoring.vocabulary import Channel, Emotion, FeedbackSource, ScoreStatus
from seeds.northline.moments.timeline import IDENTITY_IN_APP, PAGE_REWRITTEN
from seeds.northline.storm import STORM_DAY, STORM_POSTS
from tests.unit.seeds.hearing import JOURNEYS, LAST_DAY, Hearing, Weather

REWRITTEN = {("bill.understand", Channel.WEB), ("bill.understand", Channel.APP)}


def change(before: Estimate, after: Estimate) -> float:
    """Return by how much a mean rose."""
    assert before.value is not None
    assert after.value is not None
    return after.value - before.value


def noise(before: Estimate, after: Estimate) -> float:
    """Return twice the half-width of a change's 95 % interval: nearly four standard errors."""
    return hypot(before.high - before.low, after.high - after.low)


@pytest.mark.parametrize("since", [0, 90])
def test_checkout_is_a_joy_on_the_web_and_a_trial_in_the_app(northline: Hearing, since: int) -> None:
    """Join's checkout is consistent below .80 and the app is its worst channel, ever and lately."""
    checkout = northline.scores("join", since).touchpoint("join.checkout")
    modal = {score.channel: score.emotions[0].emotion for score in checkout.channels if score.n}
    assert checkout.consistency().score < 0.80
    assert checkout.consistency().worst_group.key == Channel.APP
    assert (modal[Channel.WEB], modal[Channel.APP]) == (Emotion.JOY, Emotion.FRUSTRATION)


def test_no_other_touchpoint_is_as_inconsistent_as_the_checkout(northline: Hearing) -> None:
    """Every other touchpoint with a consistency stays above .85, so the checkout stands out."""
    scores = [northline.scores(key, 90).touchpoint(place.key) for key, place in places()]
    others = [s.consistency().score for s in scores if s.consistency().status is ScoreStatus.OK]
    assert sorted(others)[1] > 0.85


def places() -> list[tuple[str, object]]:
    """Return every touchpoint with its journey's key."""
    return [(key, place) for key, journey in JOURNEYS.items() for place in journey.touchpoints()]


def test_identity_is_checked_on_one_channel_for_sixty_days(northline: Hearing) -> None:
    """Over the first 60 days the identity check has one channel and no consistency; then it has."""
    alone = northline.scores("join", until=IDENTITY_IN_APP - 1).touchpoint("join.identity").consistency()
    later = northline.scores("join", since=IDENTITY_IN_APP).touchpoint("join.identity").consistency()
    assert IDENTITY_IN_APP == 60
    assert (alone.status, alone.score) == (ScoreStatus.SINGLE_GROUP, None)
    assert [group.key for group in alone.groups] == [Channel.SHOP]
    assert later.status is ScoreStatus.OK
    assert [group.key for group in later.groups] == [Channel.APP, Channel.SHOP]


def test_identity_has_one_channel_even_with_every_source(northline: Hearing) -> None:
    """No post on social media slips a second channel in."""
    scores = northline.scores("join", until=IDENTITY_IN_APP - 1, selection=Selection())
    assert scores.touchpoint("join.identity").consistency().status is ScoreStatus.SINGLE_GROUP


def test_people_praise_the_contact_and_are_afraid(northline: Hearing) -> None:
    """Outage contact: mostly satisfied, mostly anxious, a gap above .3 between the two, and nowhere else."""
    scores = northline.scores("outage", 90)
    contact = scores.touchpoint("outage.contact")
    assert contact.csat.value > 0.8
    assert contact.emotions[0].emotion is Emotion.ANXIETY
    assert contact.emotions[0].share > 0.4
    assert contact.says_feels_gap > 0.6
    others = [northline.scores(key, 90).touchpoint(place.key) for key, place in places()]
    gaps = sorted(other.says_feels_gap for other in others if other.says_feels_gap is not None)
    assert gaps[-2] < 0.25


def test_the_rewritten_page_lifts_the_bill_by_a_quarter(northline: Hearing) -> None:
    """From day 120 understand-bill feels about .25 better on WEB and in the APP."""
    before, after = halves(northline, "bill")
    for channel in (Channel.WEB, Channel.APP):
        was, now = (on(scores, "bill.understand", channel) for scores in (before, after))
        assert PAGE_REWRITTEN == 120
        assert change(was, now) == pytest.approx(0.25, abs=0.09)
        assert change(was, now) > noise(was, now)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_rewritten_page_lifts_nothing_else(northline: Hearing, journey: str) -> None:
    """No other touchpoint moves by .1, and no other channel of any touchpoint by more than noise."""
    before, after = halves(northline, journey)
    for place in JOURNEYS[journey].touchpoints():
        was, now = (scores.touchpoint(place.key).valence for scores in (before, after))
        if place.key not in {"bill.understand", "outage.follow-up"}:
            assert abs(change(was, now)) < 0.1
        for channel in place.channels:
            was, now = (on(scores, place.key, channel) for scores in (before, after))
            if (place.key, channel) not in REWRITTEN and min(was.n, now.n) >= 20:
                assert abs(change(was, now)) < noise(was, now), (place.key, channel)


def halves(northline: Hearing, journey: str) -> tuple[JourneyScores, JourneyScores]:
    """Return the scores before the page was rewritten, and since."""
    return northline.scores(journey, 0, PAGE_REWRITTEN - 1), northline.scores(journey, PAGE_REWRITTEN)


def on(scores: JourneyScores, touchpoint: str, channel: Channel) -> Estimate:
    """Return the valence on one channel."""
    return next(score.valence for score in scores.touchpoint(touchpoint).channels if score.channel is channel)


def test_the_storm_breaks_on_social_media(northline: Hearing) -> None:
    """2,000 further posts, all of them negative, on day 130 alone, from no customer and on no trip."""
    storm = northline.storm
    assert len(storm) == STORM_POSTS == 2_000
    assert {(said.channel, said.source) for said in storm} == {(Channel.SOCIAL, FeedbackSource.SOCIAL)}
    assert {northline.day_of(said) for said in storm} == {said.day for said in storm} == {STORM_DAY}
    assert {(said.customer_ref, said.run_ref) for said in storm} == {(None, None)}
    social = northline.scores("outage", selection=Selection(), weather=Weather.STORM_ALONE)
    assert social.n > 1_600
    assert social.valence.high < -0.5
    assert all(channel.n == 0 or channel.valence.value < -0.5 for channel in channels_of(social))


def channels_of(scores: JourneyScores) -> list[object]:
    """Return every channel of an outage's first touchpoints."""
    keys = ("outage.notice", "outage.status", "outage.contact")
    return [channel for key in keys for channel in scores.touchpoint(key).channels]


@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_storm_moves_no_default_score(northline: Hearing, journey: str) -> None:
    """Without social media every number is the same with the storm and without it, day 130 included."""
    for since, until in ((90, LAST_DAY), (STORM_DAY, STORM_DAY)):
        stormy = northline.scores(journey, since, until)
        calm = northline.scores(journey, since, until, weather=Weather.CALM)
        assert told(stormy) == told(calm)


def told(scores: JourneyScores) -> list[object]:
    """Return every number of a journey."""
    points = [scores.touchpoint(point.touchpoint) for point in scores.curve]
    return [
        *(scores.n, scores.valence, scores.cross_channel, scores.alignment, scores.peak_end, scores.nps),
        *(scores.csat, scores.effort, scores.says_feels_gap, scores.evidence, scores.opportunities),
        *(scores.curve,),
        *((p.n, p.valence, p.zone, p.nps, p.csat, p.effort, p.emotions, p.evidence) for p in points),
        *((p.consistency().score, p.alignment, p.says_feels_gap, p.opportunity) for p in points),
    ]
