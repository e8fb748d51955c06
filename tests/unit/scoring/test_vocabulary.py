"""The words are the contract's."""

import pytest

from scoring import vocabulary

CONTRACT = {
    "Emotion": "JOY DELIGHT EXCITEMENT TRUST SATISFACTION GRATITUDE RELIEF INTEREST SURPRISE NEUTRAL "
    "INDIFFERENCE CONFUSION DISGUST DISAPPOINTMENT SADNESS ANXIETY FRUSTRATION ANGER",
    "Channel": "WEB APP EMAIL PHONE CHAT SMS MESSENGER SHOP IN_PERSON KIOSK SOCIAL ADS OTHER",
    "FeedbackSource": "IN_APP SURVEY INTERVIEW SUPPORT SOCIAL OTHER",
    "EmotionOrigin": "REPORTED INFERRED",
    "EmotionZone": "DELIGHT POSITIVE NEUTRAL NEGATIVE FRUSTRATION",
    "ScoreStatus": "OK NO_DATA SINGLE_GROUP",
    "ConsistencyGroupBy": "CHANNEL TOUCHPOINT PERSONA SOURCE",
    "ScoreMetric": "VALENCE CONSISTENCY NPS CSAT EFFORT",
    "TimeBucket": "DAY WEEK MONTH",
}


@pytest.mark.parametrize(("name", "members"), CONTRACT.items())
def test_members_are_the_contracts_in_its_order_and_stored_by_name(name, members):
    """An enum's members stand in the contract's order, and each is its own name."""
    enum = getattr(vocabulary, name)
    assert [member.name for member in enum] == members.split()
    assert [member.value for member in enum] == members.split()
