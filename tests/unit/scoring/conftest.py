"""A small journey everything can be worked out for by hand."""

import pytest
from hypothesis import settings

from scoring.plan import Plan
from scoring.sheet import Sheet
from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from tests.unit.scoring.making import felt, key, planned, rated

settings.register_profile("busy", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("busy")


@pytest.fixture
def plan():
    """Three touchpoints, one removed: `a` matters twice, `b` intends nothing, `c` is silent."""
    a = planned("a", moment_weight=2.0, channels=(Channel.APP, Channel.WEB), intended=((Emotion.JOY, 1.0),))
    c = planned("c", channels=(Channel.PHONE,), intended=((Emotion.TRUST, 1.0),), stage=1)
    return Plan((a, planned("b"), c), (planned("x"),))


@pytest.fixture
def sheet():
    """Ten joys and five inferred angers at `a`, four trusting raters at `b`, three sad people at `x`.

    A hundred angry posts at `b` are SOCIAL; a touchpoint no plan knows has a cell of its own.
    """
    survey, support, social = FeedbackSource.SURVEY, FeedbackSource.SUPPORT, FeedbackSource.SOCIAL
    call = key("a", Channel.PHONE, None, support, EmotionOrigin.INFERRED)
    cells = {
        key("b", persona="p", source=survey): felt(TRUST=4)
        + rated(csat=[5, 4, 2, 1], nps=[9, 10, 3], ces=[7, 5]),
        key("a", persona="p"): felt(JOY=10),
        call: felt(ANGER=5),
        key("b", source=social): felt(ANGER=100),
        key("x"): felt(SADNESS=3),
        key("ghost"): felt(DISGUST=50),
    }
    made = Sheet.of({each: cell.vector() for each, cell in cells.items()})
    return made.plus([(call, {"unclassified": 2})])
