"""Numbers with what they rest on."""

from schema.vocabulary import ScoreStatus
from schema.wording import object_type, shown
from scoring import estimate


@object_type
class Estimate:
    """A number with its 95 % interval, and how many answers it rests on."""

    value: float | None = shown("The number; null unless `status` is OK.")
    low: float | None = shown(
        "Lower end of the 95 % interval; null where none is defined, as below two answers."
    )
    high: float | None = shown("Upper end of the 95 % interval; null where none is defined.")
    n: int = shown("How many answers it rests on.")
    status: ScoreStatus = shown("Whether there is a number, and if not, why.")

    @classmethod
    def of(cls, measured: estimate.Estimate) -> "Estimate":
        """Show an estimate that a resolver had to ask for."""
        value, low, high = measured.value, measured.low, measured.high
        return cls(value=value, low=low, high=high, n=measured.n, status=measured.status)


@object_type
class Effort:
    """How much effort people had: answers to "they made it easy" (CES 2.0), 1 disagree to 7 agree."""

    mean: estimate.Estimate = shown("Mean answer, 1 hard to 7 easy.", graphql_type=Estimate)
    easy: estimate.Estimate = shown("Share of answers of 5 or more, 0..1.", graphql_type=Estimate)
    index: float | None = shown("Effort from 0 effortless to 1 hard: (7 - mean) / 6; null without answers.")
