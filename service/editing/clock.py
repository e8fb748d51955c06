"""The time of an edit."""

from datetime import UTC, datetime


def moment() -> datetime:
    """Tell the present moment in UTC, to the millisecond that the database keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
