"""Likability: how likely a customer continues and completes the journey."""

from collections.abc import Mapping

from scoring.estimate import Estimate, share_estimate


def likability(runs_by_furthest_stage: Mapping[int, int]) -> Estimate:
    """Return the share 0..1 of runs that reached the last stage any counted run reached; n counts runs.

    Takes how many runs got to which stage and no further. Distinct runs, so never above 1. No run is no data.
    Wilson's interval.
    """
    reached = {stage: runs for stage, runs in runs_by_furthest_stage.items() if runs > 0}
    completed = reached[max(reached)] if reached else 0
    return share_estimate(completed, sum(reached.values()))
