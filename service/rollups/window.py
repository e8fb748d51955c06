"""A resident window: the cells of a journey's days without the day, and the commits they reflect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.journey_scores import JourneyScores
from scoring.selection import Selection
from scoring.sheet import Sheet
from service.documents.journey import Journey
from service.outbox import Committed
from service.rollups.filter import Span

Vector = Mapping[int, int]
"""Per slot, the beat of its last commit that is reflected."""

MOST_SCORES = 16
OVERHEAD_BYTES = 4_096
SCORE_BYTES_PER_TOUCHPOINT = 17_000
"""Measured with every score asked for; beside it a score keeps a twelfth of its sheet."""


def reflects(vector: Vector, pulses: Vector) -> bool:
    """Tell whether a vector holds every commit that the pulses count."""
    return all(vector.get(slot, 0) >= beat for slot, beat in pulses.items())


@dataclass(frozen=True, slots=True)
class Window:
    """Never changes; a commit makes a new one. `scores` keeps what was worked out from it."""

    span: Span
    vector: Vector
    sheet: Sheet
    scores: dict[tuple[Selection, int], JourneyScores] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """How many commits it reflects."""
        return sum(self.vector.values())

    @property
    def nbytes(self) -> int:
        """Estimate the memory it holds with all that was worked out, in bytes."""
        each = self.sheet.nbytes // 12 + SCORE_BYTES_PER_TOUCHPOINT * self.sheet.touchpoints
        return OVERHEAD_BYTES + self.sheet.nbytes + each * len(self.scores)

    def after(self, commits: Iterable[Committed]) -> "Window | None":
        """Answer the window after these commits; None if one of a slot's commits is missing between."""
        vector = dict(self.vector)
        deltas = []
        for commit in sorted(commits, key=lambda commit: commit.beat):
            reflected = vector.get(commit.slot, 0)
            if commit.beat <= reflected:
                continue
            if commit.beat > reflected + 1:
                return None
            vector[commit.slot] = commit.beat
            deltas += [(key.key, by) for key, by in commit.deltas.items() if key.day in self.span]
        return Window(self.span, vector, self.sheet.plus(deltas) if deltas else self.sheet)

    def scored(self, journey: Journey, selection: Selection) -> JourneyScores:
        """Score the journey as its map is in this revision; worked out once per state."""
        key = (selection, journey.revision)
        known = self.scores.get(key)
        if known is None:
            if len(self.scores) >= MOST_SCORES:
                self.scores.clear()
            known = self.scores[key] = JourneyScores(journey.plan, self.sheet.select(selection))
        return known
