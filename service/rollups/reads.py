"""Score reads: pulses first, then memory; changes where memory is behind, cells where there is none."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from scoring.estimate import Estimate
from scoring.journey_scores import JourneyScores
from scoring.selection import Selection
from scoring.vocabulary import ScoreMetric, TimeBucket
from service.documents.cell import day_of
from service.documents.journey import Journey
from service.mongo.client import Mongo
from service.outbox import Committed
from service.rollups.board import Board
from service.rollups.filter import ScoreFilter, Span
from service.rollups.loads import Loads
from service.rollups.pulses import Pulses
from service.rollups.runs import RunShares
from service.rollups.shelf import Shelf
from service.rollups.trends import TrendState, read_trend
from service.rollups.window import Vector, Window, reflects

MOST_BEHIND = 500
"""Commits a window may be behind and still be caught up with: beyond, adding up its cells costs less."""


@dataclass(frozen=True, slots=True)
class ScoreState:
    """A journey's scores at a seq. `key` names the journey and the filter: equal ones have equal keys."""

    seq: int
    as_of: datetime
    scores: JourneyScores
    key: str


class Rollups:
    """Reads scores: a read sees all feedback acknowledged before it began, by whichever process.

    While a change stream vouches for `board`, what others acknowledged in the last second may be missing.
    """

    def __init__(self, mongo: Mongo, window_bytes: int) -> None:
        self._mongo = mongo
        self.board = Board(mongo)
        self._shelf = Shelf(window_bytes)
        self._loads = Loads(mongo, self._shelf)
        self._runs = RunShares(mongo)

    def hear(self, commit: Committed) -> None:
        """Take note of a commit, of this process (an outbox listener) or any; a second time costs little."""
        self.board.hear(commit)
        self._shelf.hear(commit)

    def forget(self) -> None:
        """Keep nothing: commits may have gone unheard, or the database may have been restored."""
        self.board.forget()
        self._shelf.forget()
        self._runs.forget()

    async def seqs(self, tenant: str, journeys: Sequence[Journey]) -> dict[str, int]:
        """Tell the seq of each journey by id, in one database call at most."""
        pulses = await self._pulses(tenant, {journey.id: None for journey in journeys})
        return {journey.id: pulses[journey.id].seq_for(journey) for journey in journeys}

    async def scores(self, tenant: str, wanted: Sequence[tuple[Journey, ScoreFilter]]) -> list[ScoreState]:
        """Score journeys under filters, in the order asked.

        From resident windows: one database call, two when another process has written since, none while the
        board is vouched for. A dated filter adds up its days in the database, once for all that count the
        same days.
        """
        now = datetime.now(UTC)
        asked = [(journey, chosen, self._span(journey, chosen, now)) for journey, chosen in wanted]
        resident = {journey.id: span for journey, chosen, span in asked if not chosen.dated}
        before = {journey: self._shelf.get((tenant, journey)) for journey in resident}
        pulses = await self._pulses(tenant, {journey.id: before.get(journey.id) for journey, _ in wanted})
        vectors = {journey: pulses[journey].vector for journey in resident}
        windows = await self._current(tenant, resident, before, vectors) if resident else {}
        dated = {(journey.id, span) for journey, chosen, span in asked if chosen.dated}
        loaded = await asyncio.gather(
            *(self._loads.fresh(tenant, *days, pulses[days[0]].vector) for days in dated)
        )
        dates = dict(zip(dated, loaded, strict=True))
        return [
            ScoreState(
                seq=pulses[journey.id].seq_for(journey),
                as_of=now,
                scores=(dates[journey.id, span] if chosen.dated else windows[journey.id]).scored(
                    journey, chosen.selection
                ),
                key=chosen.key(journey.id),
            )
            for journey, chosen, span in asked
        ]

    async def _pulses(self, tenant: str, windows: Mapping[str, Window | None]) -> dict[str, Pulses]:
        """Tell the pulses of journeys, of which these windows are resident.

        A window ahead of the board was read a moment ago, or the database was restored: it can tell.
        """
        known = {
            journey: pulses
            for journey, pulses in self.board.known(tenant, windows).items()
            if (window := windows[journey]) is None or reflects(pulses.vector, window.vector)
        }
        asked = [journey for journey in windows if journey not in known]
        return known | dict(await self.board.read(tenant, asked)) if asked else known

    def _span(self, journey: Journey, chosen: ScoreFilter, now: datetime) -> Span:
        return chosen.span(journey.score_window_days, day_of(now))

    async def _current(
        self,
        tenant: str,
        spans: Mapping[str, Span],
        before: Mapping[str, Window | None],
        pulses: Mapping[str, Vector],
    ) -> dict[str, Window]:
        """Bring the windows of journeys, known `before` their pulses were read, to at least those."""
        windows: dict[str, Window] = {}
        behind: dict[str, Window] = {}
        least = dict(pulses)
        for journey, span in spans.items():
            window = self._shelf.get((tenant, journey))
            known = before[journey]
            if known and not reflects(pulses[journey], known.vector):
                self._runs.forget(journey)  # the database was restored: its numbers begin again lower
                least[journey] = known.vector  # or its primary was elected a moment ago, and is behind
                continue
            if not window or window.span != span:
                continue  # never read, or of another day or window
            if reflects(window.vector, pulses[journey]):
                windows[journey] = window
            elif sum(pulses[journey].values()) - window.seq <= MOST_BEHIND:
                behind[journey] = window
        if behind:
            windows |= await self._caught_up(tenant, behind, pulses)
        cold = [journey for journey in spans if journey not in windows]
        loaded = await asyncio.gather(
            *(self._loads.at_least(tenant, journey, spans[journey], least[journey]) for journey in cold)
        )
        return windows | dict(zip(cold, loaded, strict=True))

    async def _caught_up(
        self, tenant: str, behind: Mapping[str, Window], pulses: Mapping[str, Vector]
    ) -> dict[str, Window]:
        """Add the changes since; a journey of which some are gone is left out."""
        since = [
            {"journey": journey, "slot": slot, "beat": {"$gt": window.vector.get(slot, 0)}}
            for journey, window in behind.items()
            for slot, beat in pulses[journey].items()
            if beat > window.vector.get(slot, 0)
        ]
        rows = await self._mongo.of(tenant)["changes"].find({"$or": since})
        commits: dict[str, list[Committed]] = {journey: [] for journey in behind}
        for row in rows:
            commits[row["journey"]].append(Committed.read(row))
        current = {}
        for journey, window in behind.items():
            after = window.after(commits[journey])
            if after and reflects(after.vector, pulses[journey]):
                self._shelf.put((tenant, journey), after)
                current[journey] = after
        return current

    async def likability(self, tenant: str, journey: Journey, chosen: ScoreFilter, seq: int) -> Estimate:
        """Tell which share of the runs begun in the filter's days completed the journey."""
        span = chosen.span(journey.score_window_days, day_of(datetime.now(UTC)))
        return await self._runs.share(tenant, journey, span, seq)

    async def trend(
        self,
        tenant: str,
        journey: Journey,
        metric: ScoreMetric,
        since: date,
        until: date,
        bucket: TimeBucket,
        selection: Selection,
    ) -> TrendState:
        """Tell a metric per bucket of days. Raises ValueError for no bucket or more than 400."""
        known = self.board.known(tenant, [journey.id]).get(journey.id)
        return await read_trend(
            self._mongo, tenant, journey, metric, (since, until, bucket), selection, known
        )
