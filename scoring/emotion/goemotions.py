"""GoEmotions' 28 labels as emotions of ours: what taught the model, and what models of others answer with."""

from typing import Final

from scoring.vocabulary import Emotion

GOEMOTIONS: Final[dict[Emotion, str]] = {
    Emotion.JOY: "joy pride",
    Emotion.DELIGHT: "amusement love",
    Emotion.EXCITEMENT: "excitement",
    Emotion.TRUST: "approval caring",
    Emotion.SATISFACTION: "admiration",
    Emotion.GRATITUDE: "gratitude",
    Emotion.RELIEF: "relief",
    Emotion.INTEREST: "curiosity optimism desire",
    Emotion.SURPRISE: "surprise realization",
    Emotion.NEUTRAL: "neutral",
    Emotion.CONFUSION: "confusion",
    Emotion.DISGUST: "disgust",
    Emotion.DISAPPOINTMENT: "disappointment",
    Emotion.SADNESS: "sadness grief remorse embarrassment",
    Emotion.ANXIETY: "fear nervousness",
    Emotion.FRUSTRATION: "annoyance disapproval",
    Emotion.ANGER: "anger",
}
"""The labels of each emotion (Demszky et al. 2020, 10.18653/v1/2020.acl-main.372). Indifference has none."""

EMOTION_OF: Final[dict[str, Emotion]] = {
    label: emotion for emotion, labels in GOEMOTIONS.items() for label in labels.split()
}
"""The emotion of each label."""
