"""The storm: one evening's outcry on social media. It must move no score that leaves social media out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from seeds.northline.item import SeedFeedback
from seeds.northline.luck import Chance, dice
from seeds.northline.moments.moment import felt
from seeds.northline.occasion import DAY
from seeds.northline.reaction import confidence, intensity
from seeds.northline.voices.speech import said
from seeds.northline.voices.storm import POSTS

STORM_DAY: Final = 130
"""The day it breaks out on, and ends."""

STORM_POSTS: Final = 2_000

AIMED_AT: Final = Chance({"outage.notice": 5, "outage.status": 3, "outage.contact": 2})
FELT: Final[Chance[Emotion]] = felt(
    anger=42, frustration=24, disgust=10, disappointment=12, anxiety=9, sadness=3
)
POSTERS: Final[Chance[str | None]] = Chance({None: 7, "deniz": 3})
TRIGGERS: Final = ("silence", "third-time", "no-estimate", "page-down")

READ_BY_MODEL: Final = 0.85
"""The share of posts whose emotion a partner's model read; the others came with a reaction button."""


def storm(seed: int, midnight: datetime) -> Iterator[SeedFeedback]:
    """Yield every post of the storm, in the order of their numbers; none belongs to a customer or a trip."""
    for number in range(STORM_POSTS):
        rng = dice(seed, "storm", number)
        seconds = STORM_DAY * DAY + int(rng.triangular(17.5 * 3_600, DAY, 19 * 3_600))
        emotion, inferred = FELT.draw(rng), rng.random() < READ_BY_MODEL
        yield SeedFeedback(
            key=f"northline-{STORM_DAY:04d}-storm-{number:04d}",
            touchpoint=AIMED_AT.draw(rng),
            channel=Channel.SOCIAL,
            source=FeedbackSource.SOCIAL,
            emotion=emotion,
            intensity=intensity(rng, emotion, 0.1),
            origin=EmotionOrigin.INFERRED if inferred else EmotionOrigin.REPORTED,
            confidence=confidence(rng) if inferred else None,
            text=said(rng, POSTS),
            nps=None,
            csat=None,
            ces=None,
            importance=None,
            triggers=(rng.choice(TRIGGERS),),
            persona=POSTERS.draw(rng),
            customer_ref=None,
            run_ref=None,
            occurred_at=midnight + timedelta(seconds=min(seconds, (STORM_DAY + 1) * DAY - 1)),
            day=STORM_DAY,
        )
