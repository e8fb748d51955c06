"""The pace of an analyser in this process: few texts on the event loop, more beside it, until a deadline."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from scoring.emotion import Analyser, Analysis
from service.analysers.ignored import Ignored, Said

ON_LOOP_CHARACTERS: Final = 3_000
"""Characters that are read on the event loop, in 4 ms. A thread holds the loop up as long at every turn, for
the interpreter's lock, and takes half as long again (measured under load)."""

AT_ONCE_CHARACTERS: Final = 8_000
"""Characters after which the clock is looked at."""

EACH_CHARACTERS: Final = 100
"""What a text costs for being one, in characters: five hundred short ones take 80 ms."""

log = structlog.get_logger()


class Pace:
    """Has an analyser read texts but for ignored names, the shortest first, for as long as there is time."""

    def __init__(self, analyser: Analyser, ignored: Ignored) -> None:
        self._analyser = analyser
        self._ignored = ignored
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="analyser")

    async def analyse(self, said: Sequence[Said], deadline: float) -> list[Analysis | None]:
        """Read until `deadline` (of `time.monotonic`), and a first portion whatever the time is.

        None stands for a text that there was no time for, or that a bug is about.
        """
        if sum(map(_cost, said)) <= ON_LOOP_CHARACTERS:
            return self._read(said, deadline)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._beside, self._read, said, deadline)

    def _read(self, said: Sequence[Said], deadline: float) -> list[Analysis | None]:
        analyses: list[Analysis | None] = [None] * len(said)
        for number, places in enumerate(self._portions(said)):
            if number and time.monotonic() > deadline:
                log.warning("texts.no_time", analyser=self._analyser.name, items=analyses.count(None))
                break
            for place, analysis in zip(places, self._portion([said[each] for each in places]), strict=True):
                analyses[place] = analysis
        return analyses

    def _portions(self, said: Sequence[Said]) -> Iterator[list[int]]:
        """Part the places of texts, the shortest first: one long text never costs a short one its reading."""
        portion: list[int] = []
        size = 0
        costs = [_cost(each) for each in said]
        for place in sorted(range(len(said)), key=costs.__getitem__):
            cost = costs[place]
            if portion and (len(portion) == self._analyser.batch_size or size + cost > AT_ONCE_CHARACTERS):
                yield portion
                portion, size = [], 0
            portion.append(place)
            size += cost
        if portion:
            yield portion

    def _portion(self, said: Sequence[Said]) -> Sequence[Analysis | None]:
        """Read texts together; if that fails, one by one: a bug costs the text that it is about."""
        try:
            return exactly(self._ignored.read_by(self._analyser, said), len(said))
        except Exception:  # whatever a bug raises, the feedback is stored
            if len(said) == 1:
                log.exception("text.unreadable", analyser=self._analyser.name)
                return [None]
        return [self._portion([each])[0] for each in said]


def _cost(said: Said) -> int:
    return len(said[1]) + EACH_CHARACTERS


def exactly(analyses: Sequence[Analysis], count: int) -> Sequence[Analysis]:
    """Give them back. Raises ValueError unless there is one for each text."""
    if len(analyses) != count:
        raise ValueError(f"an analyser gave {len(analyses)} analyses of {count} texts")
    return analyses
