"""Moments: when something was said, as exports write it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from service.errors import BadUserInput, ProblemCode
from service.importing.unfit import Unfit, quoted

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final = {"unix": timedelta(seconds=1), "unix-ms": timedelta(milliseconds=1)}


@dataclass(frozen=True, slots=True)
class Moments:
    """Reads moments; those that tell no offset are in `zone` (of an hour that comes twice, the first)."""

    parse: Callable[[str], datetime]
    zone: tzinfo

    @classmethod
    def told(cls, date_format: str | None, zone: str) -> Self:
        """Take ISO 8601, seconds or milliseconds since 1970 (unix, unix-ms), or a strptime format."""
        return cls(_parser(date_format), _zone(zone))

    def read(self, text: str) -> datetime:
        """Read a moment with its offset from UTC. Raises Unfit."""
        try:
            moment = self.parse(text.strip())
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self.zone)
            moment.astimezone(UTC)
        except (ValueError, OverflowError):
            said = f"occurredAt is {quoted(text)}: it has to be ISO 8601, or as --date-format tells"
            raise Unfit(ProblemCode.MALFORMED, said) from None
        return moment


def _parser(date_format: str | None) -> Callable[[str], datetime]:
    if date_format is None:
        return datetime.fromisoformat
    if unit := _UNITS.get(date_format):
        return lambda text: _EPOCH + float(text) * unit
    try:
        datetime.strptime(datetime.now(UTC).strftime(date_format), date_format)  # noqa: DTZ007  # only tried out
    except ValueError as error:
        raise BadUserInput(f"--date-format {date_format}: {error}; give one as in %d.%m.%Y %H:%M") from None
    return lambda text: datetime.strptime(text, date_format)  # noqa: DTZ007  # the zone is told apart


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadUserInput(
            f"--timezone {name} is unknown: give UTC, Europe/Berlin, America/New_York ..."
        ) from None
