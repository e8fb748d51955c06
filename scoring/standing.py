"""Where each touchpoint stands in its journey: what its scores are shrunk to, and how it ranks."""

from functools import cached_property

from scoring.cell import Cell
from scoring.ledger import Ledger
from scoring.opportunity import Opportunity, Shares, opportunity, ranked
from scoring.peakend import PeakEnd, peak_end
from scoring.plan import Plan, PlannedTouchpoint
from scoring.valence import mean_valence


class Standing:
    """The journey seen from its touchpoints; only present ones count in anything here."""

    def __init__(self, plan: Plan, ledger: Ledger) -> None:
        self._plan = plan
        self._ledger = ledger

    @cached_property
    def pooled(self) -> Cell:
        """All that was heard along the journey."""
        return self._ledger.pooled(planned.id for planned in self._plan.touchpoints)

    @property
    def mean(self) -> float | None:
        """The journey's mean valence, -1..1, that its touchpoints' means are shrunk to; None without data."""
        return mean_valence(self.pooled)

    @cached_property
    def peak_end(self) -> PeakEnd:
        """The journey's peak and end."""
        means = (
            (planned.id, mean_valence(self._ledger.total(planned.id))) for planned in self._plan.touchpoints
        )
        return peak_end([(touchpoint, mean) for touchpoint, mean in means if mean is not None])

    @cached_property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """Every present touchpoint's opportunity, best first."""
        return ranked(map(self._unranked, self._plan.touchpoints))

    def opportunity(self, planned: PlannedTouchpoint) -> Opportunity:
        """Return a touchpoint's opportunity; a removed one's has no rank."""
        return self._by_touchpoint.get(planned.id) or self._unranked(planned)

    @cached_property
    def _by_touchpoint(self) -> dict[str, Opportunity]:
        return {each.touchpoint: each for each in self.opportunities}

    @cached_property
    def _shares(self) -> Shares:
        return Shares.of(self.pooled)

    def _unranked(self, planned: PlannedTouchpoint) -> Opportunity:
        return opportunity(planned, self._ledger.total(planned.id), self._shares)
