"""The words every layer shares: codes, stored and sent by name, in the order of the public contract."""

from enum import StrEnum


class Emotion(StrEnum):
    """What a person felt: the primary emotion of one observation, from the pleasant to the unpleasant."""

    JOY = "JOY"
    DELIGHT = "DELIGHT"
    EXCITEMENT = "EXCITEMENT"
    TRUST = "TRUST"
    SATISFACTION = "SATISFACTION"
    GRATITUDE = "GRATITUDE"
    RELIEF = "RELIEF"
    INTEREST = "INTEREST"
    SURPRISE = "SURPRISE"
    NEUTRAL = "NEUTRAL"
    INDIFFERENCE = "INDIFFERENCE"
    CONFUSION = "CONFUSION"
    DISGUST = "DISGUST"
    DISAPPOINTMENT = "DISAPPOINTMENT"
    SADNESS = "SADNESS"
    ANXIETY = "ANXIETY"
    FRUSTRATION = "FRUSTRATION"
    ANGER = "ANGER"


class Channel(StrEnum):
    """Where the touchpoint met the person."""

    WEB = "WEB"
    APP = "APP"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    CHAT = "CHAT"
    SMS = "SMS"
    MESSENGER = "MESSENGER"
    SHOP = "SHOP"
    IN_PERSON = "IN_PERSON"
    KIOSK = "KIOSK"
    SOCIAL = "SOCIAL"
    ADS = "ADS"
    OTHER = "OTHER"


class FeedbackSource(StrEnum):
    """How the feedback came to us."""

    IN_APP = "IN_APP"
    SURVEY = "SURVEY"
    INTERVIEW = "INTERVIEW"
    SUPPORT = "SUPPORT"
    SOCIAL = "SOCIAL"
    OTHER = "OTHER"


class EmotionOrigin(StrEnum):
    """Who named the emotion: the person (ratings too), or an analyser or a partner's model reading text."""

    REPORTED = "REPORTED"
    INFERRED = "INFERRED"


class EmotionZone(StrEnum):
    """Five bands of mean valence."""

    DELIGHT = "DELIGHT"
    POSITIVE = "POSITIVE"
    NEUTRAL = "NEUTRAL"
    NEGATIVE = "NEGATIVE"
    FRUSTRATION = "FRUSTRATION"


class ScoreStatus(StrEnum):
    """Whether a score exists; a score that does not is null, never 0 or 1."""

    OK = "OK"
    NO_DATA = "NO_DATA"
    SINGLE_GROUP = "SINGLE_GROUP"


class ConsistencyGroupBy(StrEnum):
    """Between which groups feelings are asked to agree."""

    CHANNEL = "CHANNEL"
    TOUCHPOINT = "TOUCHPOINT"
    PERSONA = "PERSONA"
    SOURCE = "SOURCE"


class ScoreMetric(StrEnum):
    """What a trend can follow."""

    VALENCE = "VALENCE"
    CONSISTENCY = "CONSISTENCY"
    NPS = "NPS"
    CSAT = "CSAT"
    EFFORT = "EFFORT"


class TimeBucket(StrEnum):
    """How a trend cuts time."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
