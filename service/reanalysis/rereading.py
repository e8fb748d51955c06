"""A rereading: a feedback as it was found, and as it reads now."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.documents.change import ChangeKind
from service.documents.feedback import day_key, observation_of
from service.ingestion.tally import Tally
from service.mongo.access import Row


@dataclass(frozen=True, slots=True)
class Rereading:
    """One feedback, before and after; both are whole rows of one `_id`."""

    before: Row
    after: Row

    @property
    def key(self) -> tuple[str, str]:
        """Tenant and `_id`."""
        return self.before["tenant"], self.before["_id"]

    @property
    def by(self) -> str | None:
        """Who read it; None if it could not be read."""
        return None if self.after is self.before else str(self.after["analysis"]["analyser"])

    @property
    def news(self) -> bool:
        """Whether there is anything to store."""
        return self.before != self.after

    @property
    def moves(self) -> bool:
        """Whether it counts otherwise than before."""
        return _counted(self.before) != _counted(self.after)


def _counted(row: Row) -> tuple[object, ...]:
    return day_key(row), observation_of(row).increments()


def correction(rereadings: Iterable[Rereading]) -> Tally:
    """Add up what cells gain or lose: what was, out, and what is, in. What cancels out is in no cell.

    Runs have no part in it: where and when something was said stays.
    """
    moving = [each for each in rereadings if each.moves]
    net = Tally.of(ChangeKind.FEEDBACK, 1, (each.after for each in moving))
    net.runs.clear()
    for journey, cells in Tally.of(
        ChangeKind.FEEDBACK, -1, (each.before for each in moving)
    ).journeys.items():
        for key, counts in cells.items():
            gained = net.journeys[journey].setdefault(key, {})
            for path, by in counts.items():
                gained[path] = gained.get(path, 0) + by
    return _without_zeros(net)


def _without_zeros(tally: Tally) -> Tally:
    for journey, cells in list(tally.journeys.items()):
        kept = {key: {path: by for path, by in counts.items() if by} for key, counts in cells.items()}
        tally.journeys[journey] = {key: counts for key, counts in kept.items() if counts}
        if not tally.journeys[journey]:
            del tally.journeys[journey]
    return tally
