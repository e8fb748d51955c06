"""The clock: when it happened, whatever time the phone believed it was."""

from datetime import datetime, timedelta

from service.errors import InvalidInput, Issue, ProblemCode
from service.settings import Limits


def corrected(
    occurred_at: datetime | None,
    sent_at: datetime | None,
    received_at: datetime,
    limits: Limits,
    *,
    ancient: bool = False,
) -> datetime:
    """Answer when it happened: as long before `received_at` as it was before `sent_at` by the phone's clock.

    Without `sent_at` the phone's clock is believed, without `occurred_at` it happened just now. `ancient`
    lifts the bound on how long ago. Raises InvalidInput for what is too far ahead or too long ago.
    """
    if occurred_at is None:
        return received_at
    ahead = occurred_at - (sent_at or received_at)  # a difference: no clock is too wrong for it
    if ahead > timedelta(minutes=limits.minutes_ahead):
        most = limits.minutes_ahead
        said = f"occurredAt is more than {most} minutes ahead of now: send the true time, or sentAt too"
        raise InvalidInput([Issue(("occurredAt",), ProblemCode.TOO_FAR_AHEAD, said)])
    if not ancient and ahead < -timedelta(days=limits.days_back):
        most = limits.days_back
        said = f"occurredAt is more than {most} days ago: `heartline import` takes older feedback"
        raise InvalidInput([Issue(("occurredAt",), ProblemCode.TOO_OLD, said)])
    try:
        return received_at + ahead
    except OverflowError:
        said = "occurredAt is before the year 1: send the true time"
        raise InvalidInput([Issue(("occurredAt",), ProblemCode.TOO_OLD, said)]) from None
