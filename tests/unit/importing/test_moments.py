"""Moments are read as exports write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from service.errors import BadUserInput
from service.importing.moments import Moments
from service.importing.unfit import Unfit


@pytest.mark.parametrize(
    ("date_format", "zone", "text", "moment"),
    [
        (None, "UTC", "2019-05-03T10:00:00Z", datetime(2019, 5, 3, 10, tzinfo=UTC)),
        (None, "UTC", " 2019-05-03 ", datetime(2019, 5, 3, tzinfo=UTC)),
        (None, "Europe/Berlin", "2019-05-03 10:00", datetime(2019, 5, 3, 8, tzinfo=UTC)),
        (None, "Europe/Berlin", "2019-05-03T10:00+00:00", datetime(2019, 5, 3, 10, tzinfo=UTC)),
        ("%d.%m.%Y %H:%M", "America/New_York", "03.01.2019 10:00", datetime(2019, 1, 3, 15, tzinfo=UTC)),
        ("%d/%b/%Y %z", "UTC", "03/Jan/2019 +0200", datetime(2019, 1, 2, 22, tzinfo=UTC)),
        ("unix", "Europe/Berlin", "1556877600", datetime(2019, 5, 3, 10, tzinfo=UTC)),
        ("unix-ms", "UTC", "1556877600250", datetime(2019, 5, 3, 10, microsecond=250_000, tzinfo=UTC)),
        (None, "Europe/Berlin", "2019-10-27 02:30", datetime(2019, 10, 27, 0, 30, tzinfo=UTC)),
        (None, "UTC", "1921-01-01", datetime(1921, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read(date_format, zone, text, moment):
    """Times that tell no offset are in the zone told; of an hour that comes twice the first is meant."""
    assert Moments.told(date_format, zone).read(text).astimezone(UTC) == moment


def test_the_offset_is_kept():
    """It tells when in the day it was for the one who spoke."""
    berlin, told = Moments.told(None, "Europe/Berlin").read("2019-05-03 10:00"), Moments.told(None, "UTC")
    assert berlin.utcoffset() == timedelta(hours=2)
    assert told.read("2019-05-03T10:00-03:00").tzinfo == timezone(-timedelta(hours=3))


@pytest.mark.parametrize(
    ("date_format", "text"),
    [
        (None, "3.5.2019"),
        (None, "2019-02-30"),
        (None, "0001-01-01T00:00+14:00"),
        ("%d.%m.%Y", "2019-05-03"),
        ("unix", "nan"),
        ("unix", "1e300"),
        ("unix-ms", "yesterday"),
    ],
)
def test_what_is_no_moment_is_unfit(date_format, text):
    """The message names the option that could help."""
    with pytest.raises(Unfit, match="as --date-format tells"):
        Moments.told(date_format, "UTC").read(text)


@pytest.mark.parametrize(
    ("date_format", "zone"), [("%Q", "UTC"), ("%", "UTC"), (None, "Mars/Olympus"), (None, "../x")]
)
def test_an_unknown_format_or_zone_is_refused_at_once(date_format, zone):
    """Before any row is read with it."""
    with pytest.raises(BadUserInput, match=r"--date-format|--timezone"):
        Moments.told(date_format, zone)
