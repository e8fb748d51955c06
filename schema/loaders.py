"""Loaders: what many fields of one request ask for one by one is read at once."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from schema.feedback import Feedback
from schema.journey import Journey
from schema.persona import Persona
from schema.services import Services
from schema.stage import Stage
from schema.touchpoint import Touchpoint
from service.documents import journey as documents
from service.rollups import Rollups, ScoreFilter, ScoreState

T = TypeVar("T")
U = TypeVar("U")
Asked = tuple[documents.Journey, ScoreFilter | None]


class Loaders:
    """The loaders of one request, or of one socket: nothing is kept, only gathered.

    None is what is not there.
    """

    def __init__(self, tenant: str, services: Services) -> None:
        self._tenant = tenant
        self._services = services

    @cached_property
    def journeys(self) -> DataLoader[str, Journey | None]:
        """Journeys by id."""
        return self._by_id(self._services.atlas.journeys, lambda _, found: Journey(found))

    @cached_property
    def personas(self) -> DataLoader[str, Persona | None]:
        """Personas by id."""
        return self._by_id(self._services.atlas.personas, lambda _, found: Persona(found))

    @cached_property
    def stages(self) -> DataLoader[str, Stage | None]:
        """Stages by id."""
        return self._by_id(
            self._services.atlas.journeys_of_stages, lambda id_, found: Journey(found).stage(id_)
        )

    @cached_property
    def touchpoints(self) -> DataLoader[str, Touchpoint | None]:
        """Touchpoints by id, removed ones too."""
        return self._by_id(
            self._services.atlas.journeys_of_touchpoints, lambda id_, found: Journey(found).touchpoint(id_)
        )

    @cached_property
    def feedback(self) -> DataLoader[str, Feedback | None]:
        """Feedback by id."""
        return self._by_id(self._services.remarks.by_ids, lambda _, found: Feedback.of(found))

    @cached_property
    def scores(self) -> "ScoreLoader":
        """Scores and sequence numbers of journeys."""
        return ScoreLoader(self._tenant, self._services.rollups)

    def _by_id(
        self, read: Callable[[str, list[str]], Awaitable[Mapping[str, T]]], show: Callable[[str, T], U]
    ) -> DataLoader[str, U | None]:
        async def load(ids: list[str]) -> list[U | None]:
            found = await read(self._tenant, list(dict.fromkeys(ids)))
            return [show(each, found[each]) if each in found else None for each in ids]

        return DataLoader(load, cache=False)


class ScoreLoader:
    """Reads all scores and sequence numbers that one moment asks for together; they agree with each other."""

    def __init__(self, tenant: str, rollups: Rollups) -> None:
        self._tenant = tenant
        self._rollups = rollups
        self._loader: DataLoader[Asked, Any] = DataLoader(self._read, cache=False)

    def load(self, journey: documents.Journey, chosen: ScoreFilter) -> Awaitable[ScoreState]:
        """Ask for a journey's scores under a filter."""
        return self._loader.load((journey, chosen))

    def seq(self, journey: documents.Journey) -> Awaitable[int]:
        """Ask for a journey's sequence number."""
        return self._loader.load((journey, None))

    async def _read(self, asked: list[Asked]) -> list[ScoreState | int]:
        wanted = {(journey.id, chosen): (journey, chosen) for journey, chosen in asked if chosen is not None}
        states = {}
        if wanted:
            found = await self._rollups.scores(self._tenant, list(wanted.values()))
            states = dict(zip(wanted, found, strict=True))
        seqs = {journey: state.seq for (journey, _), state in states.items()}
        bare = {journey.id: journey for journey, chosen in asked if chosen is None and journey.id not in seqs}
        if bare:
            seqs |= await self._rollups.seqs(self._tenant, list(bare.values()))
        return [
            seqs[journey.id] if chosen is None else states[journey.id, chosen] for journey, chosen in asked
        ]
