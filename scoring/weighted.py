"""The weighted mean."""

from collections.abc import Iterable


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Return sum w x / sum w over pairs (x, w); None where no weight is above 0.

    Weights are taken relative to the largest, so that no two of them overflow together.
    """
    weighed = [(value, weight) for value, weight in pairs if weight > 0]
    if not weighed:
        return None
    largest = max(weight for _, weight in weighed)
    shares = [(value, weight / largest) for value, weight in weighed]
    return sum(value * share for value, share in shares) / sum(share for _, share in shares)
