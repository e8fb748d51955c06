"""Pictures to draw: a real-looking journey with one gap, and journeys of any size."""

import random
from collections.abc import Callable

import pytest

from schema.drawing import Band, ChannelMark, CurvePicture, Point

CHANNELS = (
    "Web",
    "App",
    "Email",
    "Phone",
    "Chat",
    "SMS",
    "Messenger",
    "Shop",
    "In person",
    "Kiosk",
    "Social",
)
CHANNELS = (*CHANNELS, "Ads", "Other")


def _point(name: str, stage: int, mean: float | None, **marks: float) -> Point:
    if mean is None:
        return Point(name, stage, None, None, None, 0, None, None)
    channels = tuple(ChannelMark(label.title(), value, 40) for label, value in marks.items())
    return Point(name, stage, mean, mean - 0.06, mean + 0.06, 120, None, "🙂", channels)


@pytest.fixture
def point() -> Callable[..., Point]:
    """Return how to make a point: name, stage, mean, and a mean per channel."""
    return _point


@pytest.fixture
def bicycle() -> CurvePicture:
    """Return a journey of eight touchpoints in four stages; nobody spoke at the seventh."""
    points = (
        _point("See an advert", 0, 0.18, web=0.21, app=0.12),
        _point("Read reviews and compare", 0, 0.34, web=0.41, app=0.30, shop=0.15),
        _point("Test ride", 1, 0.66, shop=0.71, phone=0.42),
        _point("Choose size and colour", 1, -0.06, web=-0.22, app=0.05, phone=-0.02, shop=0.31),
        _point("Checkout and payment", 2, -0.48, web=-0.41, app=-0.62, phone=-0.12),
        _point("Delivery slot", 2, -0.19, web=-0.10, app=-0.35, phone=-0.20),
        _point("Unboxing", 3, None),
        _point("First ride", 3, 0.58, web=0.50, app=0.63, shop=0.52),
    )
    stages = tuple(map(Band, ("Discover", "Choose", "Buy", "Ride")))
    return CurvePicture("Buying a bicycle", "Last 90 days, n 1,920", stages, points)


@pytest.fixture
def vast() -> CurvePicture:
    """Return the largest journey there may be: 200 touchpoints with feedback on all thirteen channels."""
    dice = random.Random(7)  # the same picture every time
    points = []
    for index in range(200):
        mean = dice.uniform(-0.7, 0.8)
        marks = tuple(
            ChannelMark(label, mean + dice.uniform(-0.2, 0.2), dice.randint(1, 9999)) for label in CHANNELS
        )
        name = f"The touchpoint of number {index} and of a name that is long"
        points.append(Point(name, index // 20, mean, mean - 0.1, mean + 0.1, 99_999, None, "🙂", marks))
    return CurvePicture(
        "Everything", "All of it", tuple(Band(f"Stage {i}") for i in range(10)), tuple(points)
    )
