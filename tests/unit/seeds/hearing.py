"""Northline's feedback put through pure scoring: no database, no service."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from math import inf
from typing import NamedTuple

from scoring.cell import Observation
from scoring.journey_scores import JourneyScores
from scoring.likability import likability
from scoring.plan import Plan, PlannedTouchpoint
from scoring.selection import DEFAULT_SELECTION, CellKey, Selection
from scoring.sheet import Sheet
from seeds.northline import Journey, SeedFeedback, company, feedback

LAST_DAY = 179


class Weather(Enum):
    """Which feedback counts."""

    ALL = auto()
    CALM = auto()
    STORM_ALONE = auto()


JOURNEYS = {journey.key: journey for journey in company().journeys}


def end_of(epoch: date, day: int) -> datetime:
    """Return the last second of a company's day."""
    return datetime.combine(epoch, time(), UTC) + timedelta(days=day + 1, seconds=-1)


def plan_of(journey: Journey) -> Plan:
    """Return what scores need of a journey."""
    return Plan(
        tuple(
            PlannedTouchpoint(
                place.key,
                place.name,
                place.moment_weight,
                place.design_importance,
                place.channels,
                place.intended,
                stage,
            )
            for stage, drawn in enumerate(journey.stages)
            for place in drawn.touchpoints
        )
    )


def observed(said: SeedFeedback) -> Observation:
    """Return what a feedback counts as."""
    return Observation(
        said.emotion,
        said.intensity,
        said.confidence,
        said.origin,
        said.nps,
        said.csat,
        said.ces,
        said.importance,
        said.text is not None,
    )


class Count(NamedTuple):
    """What a feedback adds to which cell, on which of the company's days."""

    day: int
    cell: CellKey
    increments: dict[str, int]


def sheet_of(counts: Iterable[Count]) -> Sheet:
    """Return the cells that feedback leaves behind."""
    cells: defaultdict[CellKey, Counter[str]] = defaultdict(Counter)
    for count in counts:
        cells[count.cell].update(count.increments)
    return Sheet.of(cells)


class Hearing:
    """All that was said in a company's 180 days. Scores are kept: many tests ask for the same ones."""

    def __init__(self, seed: int, epoch: date) -> None:
        self.seed = seed
        self.epoch = epoch
        self._scores: dict[object, JourneyScores] = {}

    @cached_property
    def submissions(self) -> list[SeedFeedback]:
        """Everything submitted, retries too, in order of arrival."""
        return list(feedback(self.seed, self.epoch, 0, end_of(self.epoch, LAST_DAY)))

    @cached_property
    def stored(self) -> list[SeedFeedback]:
        """What is left of it when every key counts once."""
        return list({said.key: said for said in self.submissions}.values())

    @cached_property
    def storm(self) -> list[SeedFeedback]:
        """The posts of the storm."""
        return [said for said in self.stored if "storm" in said.key]

    @cached_property
    def calm(self) -> list[SeedFeedback]:
        """What was stored, but for the storm."""
        return [said for said in self.stored if "storm" not in said.key]

    def day_of(self, said: SeedFeedback) -> int:
        """Return the company's day something happened on."""
        return (said.occurred_at.date() - self.epoch).days

    def _counted(self, said: SeedFeedback) -> Count:
        cell = CellKey(said.touchpoint, said.channel, said.persona, said.source, said.origin)
        return Count(self.day_of(said), cell, observed(said).increments())

    @cached_property
    def _calm_counts(self) -> list[Count]:
        return [self._counted(said) for said in self.calm]

    @cached_property
    def _storm_counts(self) -> list[Count]:
        return [self._counted(said) for said in self.storm]

    def _counts(self, weather: Weather) -> Iterable[Count]:
        calm = self._calm_counts if weather is not Weather.STORM_ALONE else []
        return chain(calm, self._storm_counts if weather is not Weather.CALM else [])

    def scores(
        self,
        journey: str,
        since: float = -inf,
        until: float = inf,
        selection: Selection = DEFAULT_SELECTION,
        weather: Weather = Weather.ALL,
    ) -> JourneyScores:
        """Return a journey's scores over what happened on days since..until, both included."""
        asked = (journey, since, until, selection, weather)
        if asked not in self._scores:
            counts = (count for count in self._counts(weather) if since <= count.day <= until)
            sheet = sheet_of(count for count in counts if count.cell.touchpoint.startswith(f"{journey}."))
            self._scores[asked] = JourneyScores(plan_of(JOURNEYS[journey]), sheet.select(selection))
        return self._scores[asked]

    def furthest_stages(self, journey: str, since: int) -> dict[int, int]:
        """Return how many trips that were first heard of from that day on got to which stage."""
        stages = {
            place.key: number
            for number, stage in enumerate(JOURNEYS[journey].stages)
            for place in stage.touchpoints
        }
        first: dict[str, int] = {}
        furthest: Counter[str] = Counter()
        for said in self.stored:
            if said.run_ref is not None and said.touchpoint in stages:
                first[said.run_ref] = min(first.get(said.run_ref, LAST_DAY), self.day_of(said))
                furthest[said.run_ref] = max(furthest[said.run_ref], stages[said.touchpoint])
        return Counter(furthest[run] for run, day in first.items() if day >= since)

    def likability(self, journey: str, since: int) -> float:
        """Return the share of trips that were completed."""
        value = likability(self.furthest_stages(journey, since)).value
        assert value is not None
        return value
