"""How people move along a journey: what they pass, when, whether they speak there, and where they give up."""

from typing import Final, NamedTuple

from scoring.vocabulary import Channel


class Step(NamedTuple):
    """One touchpoint on the way. Probabilities 0..1.

    `after` is the least and most whole days since the last step; `leaves_app` replaces `leaves` in the app.
    """

    touchpoint: str
    after: tuple[int, int]
    visited: float
    speaks: float
    leaves: float
    leaves_app: float | None = None

    def given_up(self, channel: Channel) -> float:
        """Return how likely somebody goes no further from here."""
        return self.leaves if self.leaves_app is None or channel is not Channel.APP else self.leaves_app


class Route(NamedTuple):
    """A journey's steps, and how many people of each persona set out every day."""

    journey: str
    departures: dict[str, int]
    steps: tuple[Step, ...]

    @property
    def longest(self) -> int:
        """Return the most days a trip can take."""
        return sum(step.after[1] for step in self.steps)


ROUTES: Final[tuple[Route, ...]] = (
    Route(
        "join",
        {"maya": 4, "john": 2, "rosa": 3, "deniz": 3},
        (
            Step("join.offer", (0, 0), 1.0, 0.34, 0.06),
            Step("join.plans", (0, 2), 1.0, 0.42, 0.08),
            Step("join.coverage", (0, 1), 0.8, 0.36, 0.04),
            Step("join.talk", (0, 2), 0.5, 0.6, 0.03),
            Step("join.checkout", (0, 3), 1.0, 0.72, 0.03, 0.27),
            Step("join.identity", (0, 2), 1.0, 0.5, 0.05),
            Step("join.delivery", (1, 4), 1.0, 0.5, 0.01),
            Step("join.first-use", (0, 1), 1.0, 0.95, 0.0),
        ),
    ),
    Route(
        "outage",
        {"john": 2, "rosa": 2, "deniz": 2, "priya": 3},
        (
            Step("outage.notice", (0, 0), 1.0, 0.5, 0.02),
            Step("outage.status", (0, 0), 0.8, 0.5, 0.05),
            Step("outage.contact", (0, 1), 0.9, 0.62, 0.05),
            Step("outage.diagnosis", (0, 1), 0.9, 0.5, 0.06),
            Step("outage.technician", (1, 3), 0.6, 0.72, 0.02),
            Step("outage.confirmation", (0, 1), 1.0, 0.9, 0.0),
        ),
    ),
    Route(
        "bill",
        {"maya": 4, "john": 2, "rosa": 3, "priya": 3},
        (
            Step("bill.arrives", (0, 0), 1.0, 0.32, 0.02),
            Step("bill.understand", (0, 3), 1.0, 0.8, 0.06),
            Step("bill.dispute", (0, 3), 0.4, 0.7, 0.12),
            Step("bill.resolution", (1, 6), 0.42, 0.62, 0.03),
            Step("bill.renewal", (1, 5), 0.9, 0.4, 0.12),
            Step("bill.decide", (0, 4), 1.0, 0.85, 0.0),
        ),
    ),
)
"""Every journey's route. The follow-up call is on none: it is a pilot that nobody's trip depends on."""
