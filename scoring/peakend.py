"""Peak and end: what people remember of a journey."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeakEnd:
    """The mean of the most intense and the last touchpoint's mean valence, -1..1, and which those are."""

    value: float | None
    peak: str | None
    end: str | None


def peak_end(means: Sequence[tuple[str, float]]) -> PeakEnd:
    """Return (peak + end) / 2 over the mean valences of touchpoints with data, in travelling order.

    The peak has the largest |mean|, of equals the later one; the end is the last. None: null; one: both.
    Kahneman et al. 1993 (10.1111/j.1467-9280.1993.tb00589.x); only comparable to the plain mean (Alaybek et
    al. 2022, 10.1016/j.obhdp.2022.104149), so show both.
    """
    if not means:
        return PeakEnd(None, None, None)
    peak, top = max(reversed(means), key=lambda pair: abs(pair[1]))
    end, last = means[-1]
    return PeakEnd((top + last) / 2, peak, end)
