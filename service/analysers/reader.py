"""The reader: has the texts of feedback read before it is stored. Whatever goes wrong, it gives them back."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import structlog

from scoring.emotion import Analyser, Analysis
from service.analysers.ignored import Ignored, Said
from service.analysers.pace import Pace, exactly
from service.analysers.reading import is_for_reading, read_as
from service.documents.feedback import FeedbackRow, observation_of
from service.metrics import READING_SECONDS, TEXTS_READ
from service.tracing import span

BUDGET_SECONDS: Final = 0.25
"""How long the texts of one commit may be read."""

GRACE_SECONDS: Final = 0.1
"""How much longer an analyser elsewhere is waited for: it has another read what its server does not."""

log = structlog.get_logger()


class Reader:
    """Reads with `analyser`; where that is elsewhere, `spare` reads if it answers late, or not at all."""

    def __init__(
        self,
        analyser: Analyser,
        spare: Analyser | None = None,
        ignored: Ignored | None = None,
        budget_seconds: float = BUDGET_SECONDS,
    ) -> None:
        self._analyser = analyser
        ignored = ignored or Ignored({})
        self._pace = Pace(spare or analyser, ignored)
        self._away = bool(spare) and Away(analyser, ignored)
        self._budget = budget_seconds

    @property
    def well(self) -> bool:
        """Whether the analyser that was asked for can read."""
        return self._analyser.health() is None

    async def read(
        self, rows: Sequence[FeedbackRow], budget_seconds: float | None = None
    ) -> list[FeedbackRow]:
        """Give the rows in their order, those for reading as they read.

        Nothing is raised. What there was no time for, or fell to a bug, comes back as it was. None for
        `budget_seconds` is the reader's own.
        """
        places = [place for place, row in enumerate(rows) if is_for_reading(row)]
        read = list(rows)
        if places:
            with READING_SECONDS.time(), span("read", items=len(places)):
                analyses = await self._safely(
                    [rows[place] for place in places], budget_seconds or self._budget
                )
            for place, analysis in zip(places, analyses, strict=True):
                read[place] = self._told(rows[place], analysis)
        return read

    async def _safely(self, rows: Sequence[FeedbackRow], budget: float) -> Sequence[Analysis | None]:
        try:
            return await self._analyses(rows, budget)
        except Exception:  # as where no thread can be had: the feedback is stored all the same
            log.exception("texts.unread", items=len(rows))
            return [None] * len(rows)

    async def _analyses(self, rows: Sequence[FeedbackRow], budget: float) -> Sequence[Analysis | None]:
        deadline = time.monotonic() + budget
        said = [(row["tenant"], row["text"]) for row in rows]
        if self._away:
            analyses = await self._away.analyse(said, budget + GRACE_SECONDS)
            if analyses is not None:
                return analyses
            deadline = time.monotonic() + budget
        return await self._pace.analyse(said, deadline)

    def _told(self, row: FeedbackRow, analysis: Analysis | None) -> FeedbackRow:
        if analysis is None:
            TEXTS_READ.labels(self._analyser.name, "unread").inc()
            return row
        try:
            read = read_as(row, analysis)
        except Exception:  # an analyser's bug again
            log.exception("text.unreadable", analyser=analysis.analyser)
            TEXTS_READ.labels(analysis.analyser, "unread").inc()
            return row
        seen = observation_of(read)
        outcome = "scored" if seen.scored else "doubtful" if seen.emotion else "unread"
        TEXTS_READ.labels(analysis.analyser, outcome).inc()
        return read


class Away:
    """An analyser elsewhere, waited for in a thread of its own, and never by two at once."""

    def __init__(self, analyser: Analyser, ignored: Ignored) -> None:
        self._analyser = analyser
        self._ignored = ignored
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="analyser-away")
        self._asked: Future[Sequence[Analysis]] | None = None
        self._well = True

    async def analyse(self, said: Sequence[Said], patience_seconds: float) -> Sequence[Analysis] | None:
        """Wait so long for all the analyses; None where they did not come."""
        if self._asked and not self._asked.done():  # the last question's answer is late
            return None
        try:
            self._asked = self._thread.submit(self._ignored.read_by, self._analyser, said)
            async with asyncio.timeout(patience_seconds):
                analyses = exactly(await asyncio.wrap_future(self._asked), len(said))
        except Exception as error:  # noqa: BLE001  # whatever it is, the spare one reads
            self._note(type(error).__name__)
            return None
        self._note(None)
        return analyses

    def _note(self, error: str | None) -> None:
        """Log that it went, or came back; not every text meanwhile."""
        if self._well and error:
            log.warning("analyser.away", analyser=self._analyser.name, error=error)
        elif error is None and not self._well:
            log.info("analyser.back", analyser=self._analyser.name)
        self._well = error is None
