"""Rows of feedback, as ingestion hands them to the reader."""

from datetime import UTC, datetime
from typing import Any

from service.documents.feedback import FeedbackRow

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def a_row(**fields: Any) -> FeedbackRow:
    """Write a row of an app's feedback that says nothing else."""
    row: Any = {
        "_id": "f",
        "tenant": "acme",
        "body": b"b" * 16,
        "journey": "j",
        "touchpoint": "t",
        "channel": "APP",
        "source": "IN_APP",
        "origin": "REPORTED",
        "occurredAt": NOW,
        "receivedAt": NOW,
        **fields,
    }
    checked: FeedbackRow = row
    return checked
