"""How much is said on which day: a week's rhythm, and 20,000 by the start of the 180th day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice, pairwise
from typing import Final

from seeds.northline.luck import dice

FEEDBACK: Final = 20_000
"""Feedback in the first FULL_DAYS days; further days go on at the same rate."""

FULL_DAYS: Final = 179
"""Days 0..178. A company of 180 days is seeded while day 179 is still going on."""

WEEK: Final = (1.15, 1.1, 1.05, 1.0, 1.05, 0.85, 0.8)
"""How busy each weekday is, Monday first."""

DUPLICATES: Final = 0.03
"""The share submitted twice."""


def _weights(seed: int, epoch: date) -> Iterator[float]:
    day = 0
    while True:
        weekday = (epoch + timedelta(days=day)).weekday()
        yield WEEK[weekday] * dice(seed, "volume", day).uniform(0.9, 1.1)
        day += 1


def first_numbers(seed: int, epoch: date) -> Iterator[int]:
    """Yield for day 0, 1, 2, ... how many feedback there were before it; without end."""
    scale = FEEDBACK / sum(islice(_weights(seed, epoch), FULL_DAYS))
    yield from (round(scale * so_far) for so_far in accumulate(_weights(seed, epoch), initial=0.0))


def numbers(seed: int, epoch: date) -> Iterator[range]:
    """Yield for day 0, 1, 2, ... the running numbers of that day's feedback; without end."""
    yield from (range(first, end) for first, end in pairwise(first_numbers(seed, epoch)))


def doubled(number: int) -> bool:
    """Return whether the feedback of that running number is submitted twice: DUPLICATES of any first n."""
    return round(DUPLICATES * (number + 1), 9) // 1 > round(DUPLICATES * number, 9) // 1
