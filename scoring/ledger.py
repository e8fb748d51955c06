"""A journey's slice laid out by touchpoint: every grouping its scores ask for, made once and on demand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, TypeVar

from scoring.cell import EMPTY, Cell
from scoring.consistency import Consistency, consistency
from scoring.evidence import Evidence, evidence
from scoring.slice import Slice
from scoring.vocabulary import Channel, ConsistencyGroupBy, EmotionOrigin, FeedbackSource

Code = TypeVar("Code", bound=str)
Grouping = dict[str, dict[Channel, Cell]] | dict[str, dict[FeedbackSource, Cell]] | dict[str, dict[str, Cell]]

_ENUM_ORDER: Final[Mapping[ConsistencyGroupBy, Sequence[str]]] = {
    ConsistencyGroupBy.CHANNEL: tuple(Channel),
    ConsistencyGroupBy.SOURCE: tuple(FeedbackSource),
}


class Ledger:
    """Cells by touchpoint id; a touchpoint nobody told us about is empty, not an error."""

    def __init__(self, cells: Slice) -> None:
        self._slice = cells
        self._consistency: dict[tuple[tuple[str, ...], ConsistencyGroupBy], Consistency] = {}

    def total(self, touchpoint: str) -> Cell:
        """Return all that was heard at a touchpoint."""
        return self._totals.get(touchpoint, EMPTY)

    def pooled(self, touchpoints: Iterable[str]) -> Cell:
        """Return all that was heard at several touchpoints."""
        return Cell.sum(map(self.total, touchpoints))

    def channels(self, touchpoint: str) -> dict[Channel, Cell]:
        """Return what was heard at a touchpoint by channel, enum order; silent channels are absent."""
        return self._by_channel.get(touchpoint, {})

    def consistency(self, touchpoints: tuple[str, ...], by: ConsistencyGroupBy) -> Consistency:
        """Return how far the groups of several touchpoints feel alike, pooled over them; computed once.

        Groups stand in enum order, touchpoints in the order given, personas by id.
        """
        known = self._consistency.get((touchpoints, by))
        if known is None:
            known = self._consistency[touchpoints, by] = consistency(self._groups(touchpoints, by))
        return known

    def evidence(self, touchpoints: Iterable[str]) -> Evidence:
        """Return what the scores of several touchpoints rest on."""
        ids = tuple(touchpoints)
        channels: Counter[Channel] = Counter()
        for touchpoint in ids:
            channels.update({channel: cell.n for channel, cell in self.channels(touchpoint).items()})
        unclassified = sum(self.total(touchpoint).unclassified for touchpoint in ids)
        by_origin, by_source = _pooled(self._emotions_by_origin, ids), _pooled(self._emotions_by_source, ids)
        return evidence(by_origin, by_source, channels, unclassified)

    def _groups(self, touchpoints: tuple[str, ...], by: ConsistencyGroupBy) -> list[tuple[str, Cell]]:
        if by is ConsistencyGroupBy.TOUCHPOINT:
            return [(touchpoint, self.total(touchpoint)) for touchpoint in touchpoints]
        cells: defaultdict[str, list[Cell]] = defaultdict(list)
        for touchpoint in touchpoints:
            for group, cell in self._grouping(by).get(touchpoint, {}).items():
                cells[group].append(cell)
        order = _ENUM_ORDER.get(by) or sorted(cells)
        return [(group, Cell.sum(cells[group])) for group in order if group in cells]

    def _grouping(self, by: ConsistencyGroupBy) -> Grouping:
        if by is ConsistencyGroupBy.CHANNEL:
            return self._by_channel
        return self._by_source if by is ConsistencyGroupBy.SOURCE else self._by_persona

    @cached_property
    def _by_channel(self) -> dict[str, dict[Channel, Cell]]:
        return self._slice.by_channel()

    @cached_property
    def _by_persona(self) -> dict[str, dict[str, Cell]]:
        return self._slice.by_persona()

    @cached_property
    def _by_source(self) -> dict[str, dict[FeedbackSource, Cell]]:
        return self._slice.by_source()

    @cached_property
    def _emotions_by_source(self) -> dict[str, dict[FeedbackSource, int]]:
        return self._slice.emotions_by_source()

    @cached_property
    def _emotions_by_origin(self) -> dict[str, dict[EmotionOrigin, int]]:
        return self._slice.emotions_by_origin()

    @cached_property
    def _totals(self) -> dict[str, Cell]:
        return {touchpoint: Cell.sum(cells.values()) for touchpoint, cells in self._by_channel.items()}


def _pooled(counts: Mapping[str, Mapping[Code, int]], touchpoints: Iterable[str]) -> Counter[Code]:
    pooled: Counter[Code] = Counter()
    for touchpoint in touchpoints:
        pooled.update(counts.get(touchpoint, {}))
    return pooled
