"""How a metric goes over time."""

from datetime import datetime

from schema.scalars import Seq
from schema.vocabulary import ScoreStatus
from schema.wording import object_type, shown
from service import rollups


@object_type
class TrendPoint:
    """The metric over one bucket of time: `start` is in it, `end` is not."""

    start: datetime = shown("Start of the bucket's first UTC day.")
    end: datetime = shown("End of the bucket's last UTC day: the start of the day after it.")
    value: float | None = shown("The metric; null where nobody spoke, which is not 0.")
    low: float | None = shown("Lower end of its 95 % interval; null where none is defined.")
    high: float | None = shown("Upper end of its 95 % interval; null where none is defined.")
    n: int = shown("How many answers of that metric it rests on.")
    status: ScoreStatus = shown("Whether there is a value.")


@object_type
class Trend:
    """A metric over time, bucket by bucket without gaps."""

    as_of: datetime = shown("When it was computed.")
    seq: Seq = shown("The journey's `seq` it reflects.")
    points: list[rollups.TrendPoint] = shown("The buckets, oldest first.", graphql_type=list[TrendPoint])
