"""The words of the API: the vocabulary of scoring and of refusals, with what each word means to a client."""

from enum import StrEnum
from typing import Any

import strawberry

from scoring.emotions import EMOTIONS
from scoring.vocabulary import (
    Channel,
    ConsistencyGroupBy,
    Emotion,
    EmotionOrigin,
    EmotionZone,
    FeedbackSource,
    ScoreMetric,
    ScoreStatus,
    TimeBucket,
)
from service.errors import ProblemCode
from service.live import UpdateKind as ScoreUpdateKind

__all__ = [
    "Channel",
    "ConsistencyGroupBy",
    "Emotion",
    "EmotionOrigin",
    "EmotionZone",
    "FeedbackSource",
    "ProblemCode",
    "ScoreMetric",
    "ScoreStatus",
    "ScoreUpdateKind",
    "TimeBucket",
]


def publish(words: type[StrEnum], description: str, *, called: str | None = None, **meanings: str) -> None:
    """Make an enum part of the API, `called` otherwise there; every word needs its meaning."""
    strawberry.enum(words, name=called, description=description)
    definition: Any = words.__strawberry_definition__  # type: ignore[attr-defined]  # strawberry sets it
    for value in definition.values:
        value.description = meanings.pop(value.name)
    if meanings:
        raise LookupError(f"{words.__name__} has no {', '.join(meanings)}")


publish(
    Emotion,
    "What a person felt: the one primary emotion of a feedback. New ones may be added: look a code you do "
    "not know up in `emotions`, which gives its label, emoji and place on the valence axis.",
    **{
        info.code.value: f"{info.emoji} {info.label}: valence {info.valence:+.2f}, arousal "
        f"{info.arousal:+.2f}."
        for info in EMOTIONS
    },
)
publish(
    Channel,
    "Where the touchpoint met the person. New ones may be added: treat one you do not know as OTHER.",
    WEB="A website, in a browser.",
    APP="The company's own mobile or desktop app.",
    EMAIL="An e-mail, either way.",
    PHONE="A telephone call.",
    CHAT="A live chat on the website or in the app, with a person or a bot.",
    SMS="A text message.",
    MESSENGER="A messaging app such as WhatsApp or Telegram.",
    SHOP="A shop or branch.",
    IN_PERSON="Face to face elsewhere, such as a technician's visit.",
    KIOSK="A self-service terminal.",
    SOCIAL="A social network.",
    ADS="An advertisement.",
    OTHER="Any other channel.",
)
publish(
    FeedbackSource,
    "How a feedback was gathered. Scores leave SOCIAL out unless a filter asks for it, because who posts "
    "there chose themselves. New ones may be added: treat one you do not know as OTHER.",
    IN_APP="Asked inside the company's app or website, in the moment.",
    SURVEY="Asked in a survey afterwards.",
    INTERVIEW="Told in an interview.",
    SUPPORT="Said to customer support.",
    SOCIAL="Posted on a social network, unasked.",
    OTHER="Gathered in any other way.",
)
publish(
    EmotionOrigin,
    "Who named the emotion.",
    REPORTED="The person said it. Ratings are always reported.",
    INFERRED="An analyser, or a partner's model, read it from what the person wrote.",
)
publish(
    EmotionZone,
    "Five bands of mean valence, for colours and words. Told by the mean, so one feedback does not make a "
    "zone: a touchpoint's mean is first drawn towards the journey's, as if by five feedback.",
    DELIGHT="Mean valence of at least +0.40.",
    POSITIVE="Above +0.10 and below +0.40.",
    NEUTRAL="From -0.10 to +0.10.",
    NEGATIVE="Below -0.10 and above -0.40.",
    FRUSTRATION="At most -0.40.",
)
publish(
    ScoreStatus,
    "Whether a score exists. A score that does not is null, never 0 or 1: show the status instead.",
    OK="There is a value.",
    NO_DATA="Nobody has said anything that this score could rest on.",
    SINGLE_GROUP="Only one group has spoken, so nothing can be compared: untested is not consistent.",
)
publish(
    ConsistencyGroupBy,
    "Between which groups feelings are asked to agree.",
    CHANNEL="Between channels, such as the web, the app and the phone.",
    TOUCHPOINT="Between touchpoints. For information: a good journey need not be flat.",
    PERSONA="Between personas. Feedback without a persona is in no group.",
    SOURCE="Between ways of gathering feedback, such as in-app and survey.",
)
publish(
    ScoreMetric,
    "What a trend can follow.",
    VALENCE="Mean valence, -1..1.",
    CONSISTENCY="Emotional consistency across channels, 0..1 (`crossChannel.score`); without low and high.",
    NPS="Net promoter score, -100..100.",
    CSAT="Share of satisfied answers (4 or 5 of 5), 0..1.",
    EFFORT="Effort index, 0 effortless to 1 hard; without low and high.",
)
publish(
    TimeBucket,
    "How a trend cuts time.",
    DAY="UTC days.",
    WEEK="Seven days each, counted from `since`.",
    MONTH="Calendar months; the first and the last may be cut by `since` and `until`.",
)
publish(
    ProblemCode,
    "Why a write was refused, for programs. New ones may be added.",
    REQUIRED="Something needed is missing, empty, or null where null has no meaning.",
    TOO_LONG="A text has too many characters.",
    OUT_OF_RANGE="A number lies outside its range.",
    MALFORMED="A value is not of the form it must have: an id, a key, a text with unreadable characters.",
    TOO_FAR_AHEAD="A time lies too far in the future; send `sentAt` so that a wrong clock is corrected.",
    TOO_OLD="A time lies too far in the past.",
    NOT_FOUND="What the input refers to does not exist, or no longer takes feedback.",
    KEY_REUSED="The idempotency key was used before, with a different input.",
    STALE_REVISION="Somebody has changed it since; read it again and decide anew.",
    IN_USE="Something else still needs it; the message names what.",
    TOO_MANY="A list or a map has too many entries.",
    QUEUE_FULL="The service is busy; send the same again after `retryAfterMs`.",
)
publish(
    ScoreUpdateKind,
    "What has happened to a journey's scores. Of several things the strongest is told, and the strongest is "
    "the last of this list.",
    called="ScoreUpdateKind",
    SNAPSHOT="Nothing in particular: this is the state you begin with, or begin again with.",
    FEEDBACK="People have given feedback.",
    ERASURE="Feedback was deleted, or a customer forgotten: a score may rest on less than before.",
    MAP_EDIT="The map was edited in a way that scores depend on: read stages and touchpoints anew.",
    WINDOW_MOVED="A new UTC day has begun, so that the oldest day no longer counts; `seq` stays as it is.",
    ARCHIVED="The journey was archived: it takes no feedback until it is restored.",
)

_SPELLED = {Channel.EMAIL: "E-mail", Channel.SMS: "SMS", FeedbackSource.IN_APP: "In-app"}


def spelled(word: Channel | FeedbackSource) -> str:
    """Spell a code for people, in English."""
    return _SPELLED.get(word) or word.value.replace("_", " ").capitalize()
