"""Turning a feeling into a sentence the way a persona would say it."""

from random import Random
from typing import Final

from scoring.vocabulary import Channel, Emotion
from seeds.northline.voices.tails import PLEASED, TROUBLED
from seeds.northline.voices.words import TONE, Tone, Words, fitting

TALKATIVE: Final = 0.22
"""The share of sentences with a persona's afterthought."""

AGENTS: Final = ("Amir", "Beth", "Carla", "Dev", "Esther", "Finn", "Grace", "Hugo", "Ines", "Jamal", "Kemi")
AMOUNTS: Final = (
    "£2.50",
    "£3.99",
    "£4.90",
    "£6.00",
    "£7.49",
    "£9.99",
    "£12.50",
    "£15.00",
    "£18.20",
    "£24.00",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


class Blanks(dict[str, object]):
    """What a sentence leaves open, filled in when it is said."""

    def __init__(self, rng: Random) -> None:
        super().__init__(
            agent=rng.choice(AGENTS),
            amount=rng.choice(AMOUNTS),
            days=rng.randint(2, 6),
            minutes=rng.randint(3, 55),
            weekday=rng.choice(WEEKDAYS),
        )


def said(rng: Random, sentences: tuple[str, ...]) -> str:
    """Return one of the sentences, its blanks filled."""
    sentence = rng.choice(sentences)
    return sentence.format_map(Blanks(rng)) if "{" in sentence else sentence


def speech(rng: Random, words: Words, emotion: Emotion, channel: Channel, persona: str | None) -> str:
    """Return what a persona says there of a moment that felt like this."""
    tone = TONE[emotion]
    sentence = said(rng, fitting(words, tone, channel, persona))
    if persona is None:
        return sentence
    if tone is not Tone.CALM and rng.random() < TALKATIVE:
        sentence = f"{sentence} {rng.choice((PLEASED if tone is Tone.GLAD else TROUBLED)[persona])}"
    return sentence.lower().removesuffix(".") if persona == "deniz" else sentence
