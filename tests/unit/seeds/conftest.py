"""Three Northlines: other seeds, and epochs on other weekdays."""

from datetime import date

import pytest

from seeds.northline import SEED
from tests.unit.seeds.hearing import Hearing

COMPANIES = {
    "the known one, from a Tuesday": Hearing(SEED, date(2026, 5, 26)),
    "another, from a Saturday": Hearing(5, date(2025, 11, 1)),
    "a third, from a leap Monday": Hearing(20, date(2027, 12, 27)),
}


@pytest.fixture(params=COMPANIES.values(), ids=COMPANIES)
def northline(request: pytest.FixtureRequest) -> Hearing:
    """One company's 180 days; generated once for the whole run."""
    return request.param


@pytest.fixture
def known() -> Hearing:
    """The company everybody starts with."""
    return next(iter(COMPANIES.values()))
