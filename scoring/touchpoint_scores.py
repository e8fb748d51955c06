"""Every score of one touchpoint."""

from dataclasses import dataclass
from functools import cached_property

from scoring.alignment import alignment
from scoring.cell import EMPTY, Cell
from scoring.consistency import Consistency
from scoring.estimate import Estimate
from scoring.evidence import Evidence
from scoring.gap import says_feels_gap
from scoring.ledger import Ledger
from scoring.opportunity import Opportunity
from scoring.plan import PlannedTouchpoint
from scoring.ratings import Effort, csat, effort, nps
from scoring.shares import EmotionShare, emotion_shares
from scoring.standing import Standing
from scoring.valence import emotional_load, shrunk_valence, valence, zone
from scoring.vocabulary import Channel, ConsistencyGroupBy, EmotionZone


@dataclass(frozen=True, slots=True)
class ChannelScore:
    """What was felt at a touchpoint on one channel."""

    channel: Channel
    cell: Cell

    @property
    def n(self) -> int:
        """How many emotions were felt."""
        return self.cell.n

    @property
    def valence(self) -> Estimate:
        """Mean valence, -1..1."""
        return valence(self.cell)

    @property
    def emotions(self) -> tuple[EmotionShare, ...]:
        """The emotions felt, most frequent first."""
        return emotion_shares(self.cell)


class TouchpointScores:
    """The scores of one touchpoint under one filter, each computed when first asked for.

    A removed touchpoint has its own scores; its priors are those of the journey it left, where it is
    neither peak nor end and has no rank.
    """

    def __init__(self, planned: PlannedTouchpoint, ledger: Ledger, standing: Standing) -> None:
        self.planned = planned
        self._ledger = ledger
        self._standing = standing
        self._cell = ledger.total(planned.id)

    @property
    def n(self) -> int:
        """How many emotions were felt here."""
        return self._cell.n

    @cached_property
    def valence(self) -> Estimate:
        """Mean valence, -1..1, not shrunk."""
        return valence(self._cell)

    @property
    def shrunk_valence(self) -> float | None:
        """Mean valence pulled towards the journey's, -1..1; None without data."""
        return shrunk_valence(self._cell, self._standing.mean)

    @property
    def zone(self) -> EmotionZone | None:
        """The band of the shrunk mean; None without data."""
        return zone(self.shrunk_valence)

    @property
    def emotional_load(self) -> float | None:
        """How strong the emotions are whichever way they point, 0..1; None without data."""
        return emotional_load(self._cell)

    @property
    def is_peak(self) -> bool:
        """Whether the journey is most intense here."""
        return self._standing.peak_end.peak == self.planned.id

    @property
    def is_end(self) -> bool:
        """Whether this is the last touchpoint with data."""
        return self._standing.peak_end.end == self.planned.id

    def consistency(self, by: ConsistencyGroupBy = ConsistencyGroupBy.CHANNEL) -> Consistency:
        """Return how far the groups met here feel alike."""
        return self._ledger.consistency((self.planned.id,), by)

    @cached_property
    def alignment(self) -> Estimate:
        """How near the feeling comes to the intended one, 0..1."""
        return alignment(self._cell, self.planned.intended)

    @property
    def opportunity(self) -> Opportunity:
        """What a better moment here would pay."""
        return self._standing.opportunity(self.planned)

    @cached_property
    def nps(self) -> Estimate:
        """Net promoter score, -100..100."""
        return nps(self._cell)

    @cached_property
    def csat(self) -> Estimate:
        """Share of the satisfied, 0..1."""
        return csat(self._cell)

    @cached_property
    def effort(self) -> Effort:
        """How hard it was."""
        return effort(self._cell)

    @property
    def says_feels_gap(self) -> float | None:
        """How much better people say it was than they felt, -2..2; None unless both are known."""
        return says_feels_gap(self._cell)

    @cached_property
    def emotions(self) -> tuple[EmotionShare, ...]:
        """The emotions felt here, most frequent first."""
        return emotion_shares(self._cell)

    @cached_property
    def channels(self) -> tuple[ChannelScore, ...]:
        """Declared channels and any that was heard, enum order."""
        heard = self._ledger.channels(self.planned.id)
        shown = {*self.planned.channels, *heard}
        return tuple(
            ChannelScore(channel, heard.get(channel, EMPTY)) for channel in Channel if channel in shown
        )

    @cached_property
    def evidence(self) -> Evidence:
        """What these scores rest on."""
        return self._ledger.evidence((self.planned.id,))
