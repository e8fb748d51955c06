"""Mix divergence: whether groups name different emotions, anxiety here and frustration there.

A diagnostic beside consistency: it sees what valence cannot, and not how far emotions lie apart.
"""

from collections.abc import Sequence
from math import log
from operator import mul
from typing import Final

from scoring.distributions import chi_square_survival

_LEVEL: Final = 0.05


def mix_divergence(histograms: Sequence[Sequence[int]]) -> tuple[float, bool] | tuple[None, None]:
    """Return JSD / H(q), 0..1, and whether it is significant; fewer than two groups: both None.

    One emotion present: 0 and False. JSD is the volume-weighted Jensen-Shannon divergence of the groups'
    histograms, H(q) the entropy of the groups' volumes q, its upper bound. Significant: the G test,
    G = 2 N ln2 JSD against chi-square with (groups - 1)(emotions present - 1) degrees of freedom, p < .05.
    Empty groups are left out.
    """
    groups = [group for group in histograms if any(group)]
    if len(groups) < 2:  # noqa: PLR2004 - nothing to differ from
        return None, None
    pooled = [total for total in map(sum, zip(*groups, strict=True)) if total]
    if len(pooled) == 1:
        return 0.0, False
    sizes = [sum(group) for group in groups]
    apart = _entropy(sizes)
    shared = max(apart + _entropy(pooled) - _entropy([c for group in groups for c in group if c]), 0.0)
    freedom = (len(groups) - 1) * (len(pooled) - 1)
    return min(shared / apart, 1.0), chi_square_survival(2 * shared, freedom) < _LEVEL


def _entropy(counts: Sequence[int]) -> float:
    """Return N times the entropy in nats of counts > 0 summing to N."""
    n = sum(counts)
    return n * log(n) - float(sum(map(mul, counts, map(log, counts))))
