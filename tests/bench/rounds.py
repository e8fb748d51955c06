"""Rounds: what is compared is measured by turns, so that whatever else the machine does hits all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from tests.bench.load import Measured


@dataclass(frozen=True, slots=True)
class Rounds:
    """All measurements of one thing; each figure is the median over them."""

    measured: list[Measured]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return median(each.rate for each in self.measured)

    @property
    def p50(self) -> float:
        """The wait that half of the answers stayed below, in milliseconds."""
        return median(each.p50 for each in self.measured)

    @property
    def p99(self) -> float:
        """The wait that 99 of 100 answers stayed below, in milliseconds."""
        return median(each.p99 for each in self.measured)

    def cpu_ms(self, process: int) -> float:
        """CPU of a watched process for one answer, in milliseconds."""
        return median(each.cpu_ms(process) for each in self.measured)

    @property
    def answers(self) -> int:
        """How many answers were as expected."""
        return sum(each.answers for each in self.measured)

    @property
    def failed(self) -> int:
        """How many were not."""
        return sum(each.failed for each in self.measured)


def by_turns(count: int, measure: Mapping[str, Callable[[], Measured]]) -> dict[str, Rounds]:
    """Measure each in turn, so many times."""
    measured: dict[str, list[Measured]] = {name: [] for name in measure}
    for _ in range(count):
        for name, once in measure.items():
            measured[name].append(once())
    return {name: Rounds(each) for name, each in measured.items()}
