"""What a score rests on."""

from scoring.evidence import Evidence, evidence
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource


def test_evidence_counts_three_ways():
    """Zeros are left out, lists stand in enum order, unclassified stands outside n."""
    told = evidence(
        {EmotionOrigin.INFERRED: 2, EmotionOrigin.REPORTED: 3},
        {FeedbackSource.SURVEY: 1, FeedbackSource.IN_APP: 4, FeedbackSource.OTHER: 0},
        {Channel.SMS: 3, Channel.WEB: 2, Channel.APP: 0},
        7,
    )
    by_source = ((FeedbackSource.IN_APP, 4), (FeedbackSource.SURVEY, 1))
    by_channel = ((Channel.WEB, 2), (Channel.SMS, 3))
    assert told == Evidence(5, 3, 2, by_source, by_channel, 7)


def test_no_evidence():
    """Nothing at all is zeros and empty lists."""
    assert evidence({}, {}, {}, 0) == Evidence(0, 0, 0, (), (), 0)
