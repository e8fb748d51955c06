"""What an occasion leads to: what is felt, named, rated and said there."""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from scoring.vocabulary import Channel, Emotion, EmotionOrigin
from seeds.northline.habits import habit_of
from seeds.northline.item import SeedFeedback
from seeds.northline.luck import Chance, loaded
from seeds.northline.manner import MANNERS, SOURCES, Manner
from seeds.northline.occasion import Occasion
from seeds.northline.ratings import Ratings, importance, mood_of, ratings
from seeds.northline.voices.speech import speech
from seeds.northline.voices.words import TONE, Tone

STRENGTH: Final[dict[Emotion, float]] = {
    **dict.fromkeys(Emotion, 0.72),
    **dict.fromkeys((Emotion.JOY, Emotion.DELIGHT, Emotion.EXCITEMENT, Emotion.ANGER), 0.85),
    **dict.fromkeys((Emotion.FRUSTRATION, Emotion.ANXIETY), 0.8),
    **dict.fromkeys((Emotion.NEUTRAL, Emotion.INDIFFERENCE), 0.55),
}
"""How intense an emotion usually is."""

MOANING: Final = -0.35
"""How much worse things are put in public."""

POINTS: Final = Chance({0: 50, 1: 38, 2: 12})
"""How many triggers are named."""


def _feeling(rng: Random, occasion: Occasion) -> Emotion:
    """Draw once, and the oftener twice the harder someone leans, to keep the better or the worse."""
    feelings = occasion.moment.feelings(occasion.channel)
    first = feelings.draw(rng)
    tilt = habit_of(occasion.persona).tilt
    leaning = tilt.get(occasion.touchpoint, 0.0) + tilt.get(occasion.channel, 0.0)
    leaning += MOANING if occasion.channel is Channel.SOCIAL else 0.0
    if rng.random() >= abs(leaning):
        return first
    second = feelings.draw(rng)
    return (max if leaning > 0 else min)(first, second, key=lambda emotion: mood_of(emotion, 1.0))


def intensity(rng: Random, emotion: Emotion, extra: float) -> float:
    """Return how strongly an emotion is felt, in steps of .05 from .2 to 1."""
    return min(max(round(20 * rng.gauss(STRENGTH[emotion] + extra, 0.13)), 4), 20) / 20


def confidence(rng: Random) -> float:
    """Return how sure a partner's model says it is; below .5 about once in ten."""
    return round(rng.triangular(0.35, 0.99, 0.85), 2)


def _triggers(rng: Random, occasion: Occasion, emotion: Emotion) -> tuple[str, ...]:
    tone = TONE[emotion]
    if tone is Tone.CALM:
        return ()
    codes = occasion.moment.pleased if tone is Tone.GLAD else occasion.moment.troubled
    return tuple(rng.sample(codes, min(POINTS.draw(rng), len(codes))))


def _given(rng: Random, manner: Manner, named: bool, asked: bool) -> tuple[bool, bool]:
    """Return whether someone writes, and rates; who names no emotion does exactly one of the two."""
    if not asked:
        return True, False
    if named:
        return rng.random() < manner.writes, rng.random() < manner.rates
    mute = rng.random() < manner.mute
    return mute, not mute


def _text(rng: Random, occasion: Occasion, emotion: Emotion) -> str:
    words = occasion.moment.said(occasion.channel)
    return speech(rng, words, emotion, occasion.channel, occasion.persona)


def reaction(occasion: Occasion, key: str, day: int, midnight: datetime) -> SeedFeedback:
    """Return the feedback an occasion leads to; `midnight` is 00:00 UTC of the company's epoch."""
    rng, moment = loaded(occasion.luck), occasion.moment
    source = SOURCES[occasion.channel].draw(rng)
    manner = MANNERS[source]
    emotion = _feeling(rng, occasion)
    strength = intensity(rng, emotion, habit_of(occasion.persona).strength)
    named = moment.named and rng.random() < manner.names
    writes, rates = _given(rng, manner, named, moment.named)
    inferred = named and writes and rng.random() < manner.inferred
    answers = ratings(rng, moment, mood_of(emotion, strength)) if rates else Ratings()
    return SeedFeedback(
        key=key,
        touchpoint=occasion.touchpoint,
        channel=occasion.channel,
        source=source,
        emotion=emotion if named else None,
        intensity=strength if named else 1.0,
        origin=EmotionOrigin.INFERRED if inferred else EmotionOrigin.REPORTED,
        confidence=confidence(rng) if inferred else None,
        text=_text(rng, occasion, emotion) if writes else None,
        nps=answers.nps,
        csat=answers.csat,
        ces=answers.ces,
        importance=importance(rng, occasion.touchpoint) if rates and rng.random() < manner.weighs else None,
        triggers=_triggers(rng, occasion, emotion),
        persona=occasion.persona,
        customer_ref=None if occasion.customer is None else f"customer-{occasion.customer:04d}",
        run_ref=occasion.run,
        occurred_at=midnight + timedelta(seconds=occasion.occurred),
        day=day,
    )
