"""Which moment holds on which day: what Northline changed, and when. Days count from the company's epoch."""

from typing import Final

from seeds.northline.moments import bill, join, outage
from seeds.northline.moments.moment import Moment

IDENTITY_IN_APP: Final = 60
"""The first day on which the identity check is possible in the app; in shops only before it."""

PAGE_REWRITTEN: Final = 120
"""The first day of the rewritten bill page, on the web and in the app."""

MOMENTS: Final[dict[str, Moment]] = {
    moment.touchpoint: moment
    for moment in (
        *(join.OFFER, join.PLANS, join.COVERAGE, join.TALK),
        *(join.CHECKOUT, join.IDENTITY, join.DELIVERY, join.FIRST_USE),
        *(outage.NOTICE, outage.STATUS, outage.CONTACT, outage.DIAGNOSIS),
        *(outage.TECHNICIAN, outage.CONFIRMATION, outage.FOLLOW_UP),
        *(bill.ARRIVES, bill.UNDERSTAND, bill.DISPUTE, bill.RESOLUTION, bill.RENEWAL, bill.DECIDE),
    )
}
"""Every moment as it is today, by touchpoint."""

EARLIER: Final[dict[str, tuple[int, Moment]]] = {
    "join.identity": (IDENTITY_IN_APP, join.IDENTITY_IN_SHOPS),
    "bill.understand": (PAGE_REWRITTEN, bill.UNDERSTAND_BEFORE),
}
"""The moments that were another before a day."""


def moment_on(touchpoint: str, day: int) -> Moment:
    """Return the moment as it was on that day, which may lie before the epoch."""
    until, before = EARLIER.get(touchpoint, (day, MOMENTS[touchpoint]))
    return before if day < until else MOMENTS[touchpoint]
