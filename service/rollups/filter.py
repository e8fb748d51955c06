"""Which feedback a score counts: a selection, and UTC days that may be bounded on either side."""

import hashlib
from dataclasses import dataclass

from scoring.selection import DEFAULT_SELECTION, Selection


@dataclass(frozen=True, slots=True)
class Span:
    """UTC days, both bounds included; None is open."""

    since: int | None
    until: int | None

    def __contains__(self, day: int) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def match(self, field: str) -> dict[str, dict[str, int]]:
        """Ask the database for days of this span."""
        bounds = {"$gte": self.since, "$lte": self.until}
        given = {operator: day for operator, day in bounds.items() if day is not None}
        return {field: given} if given else {}


@dataclass(frozen=True, slots=True)
class ScoreFilter:
    """A selection, and days where the client gave any: without, the journey's own window applies."""

    selection: Selection = DEFAULT_SELECTION
    since: int | None = None
    until: int | None = None

    @property
    def dated(self) -> bool:
        """Whether the client bounded the days."""
        return self.since is not None or self.until is not None

    def span(self, window_days: int | None, today: int) -> Span:
        """Tell the days it counts on a given day, for a journey with that window (None: all time)."""
        if self.dated or window_days is None:
            return Span(self.since, self.until)
        return Span(today - (window_days - 1), None)

    def key(self, journey: str) -> str:
        """Name the journey's score under this filter, the same for filters that say the same."""
        chosen = self.selection
        sets = (chosen.channels, chosen.personas, chosen.sources, chosen.origins)
        said = ["*" if members is None else ",".join(sorted(members)) for members in sets]
        text = "|".join((journey, *said, str(self.since), str(self.until)))
        return hashlib.sha256(text.encode()).hexdigest()[:32]
