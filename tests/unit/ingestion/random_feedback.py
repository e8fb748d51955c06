"""Feedback at random: every combination of fields that the rules allow."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource

EMOTIONS, CHANNELS, SOURCES = tuple(Emotion), tuple(Channel), tuple(FeedbackSource)
RATINGS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "importance": (1, 5)}
WORDS = ("", " ", "It broke.", "Cafe\u0301 🙂", "Schön\nwar's")


def some(
    random: Random, personas: Sequence[str], customers: int = 6, runs: int = 6, channels: int = 3
) -> dict[str, Any]:
    """Draw the fields of a draft that keeps the rules, apart from key, touchpoint and time."""
    while True:
        fields = dict(_fields(random, personas, customers, runs, channels))
        if fields.get("emotion") or fields.get("text", "").strip() or RATINGS.keys() & fields:
            return fields


def _fields(
    random: Random, personas: Sequence[str], customers: int, runs: int, channels: int
) -> Iterator[tuple[str, Any]]:
    yield "channel", random.choice(CHANNELS[:channels])
    yield "source", random.choice(SOURCES)
    yield "emotion", random.choice(EMOTIONS) if random.random() < 0.7 else None
    yield "intensity", random.choice((1, 1.0, 0.5, 0.85, random.random() or 1))
    if random.random() < 0.4:
        yield "origin", EmotionOrigin.INFERRED
        yield "confidence", random.choice((0, 0.49, 0.5, 1, random.random()))
    if random.random() < 0.4:
        yield "text", random.choice(WORDS)
    for name, (least, most) in RATINGS.items():
        if random.random() < 0.3:
            yield name, random.randint(least, most)
    if random.random() < 0.2:
        yield "triggers", ("late", "rude")[: random.randint(1, 2)]
    if personas and random.random() < 0.6:
        yield "persona_id", random.choice(personas)
    if random.random() < 0.6:
        yield "customer_ref", f"customer {random.randrange(customers)}"
    if random.random() < 0.6:
        yield "run_ref", f"run {random.randrange(runs)}"
