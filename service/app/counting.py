"""Requests and refusals, as they are counted."""

from schema.execution import Answer
from service.metrics import REFUSALS, REQUEST_SECONDS, REQUESTS

OTHER = "other"
"""Stands for the name of an operation that is not known to be harmless: clients make names up without end."""


def count_answer(answer: Answer, seconds: float, operation: str = OTHER) -> None:
    """Count what was executed, or refused for what it asks."""
    REQUEST_SECONDS.labels(operation).observe(seconds)
    if "data" in answer:
        REQUESTS.labels(operation, "errors" if "errors" in answer else "ok").inc()
    else:
        count_refusal(answer["errors"][0]["extensions"]["code"].lower(), operation)


def count_refusal(reason: str, operation: str = OTHER) -> None:
    """Count what was refused, for whatever reason."""
    REQUESTS.labels(operation, reason).inc()
    REFUSALS.labels(reason).inc()
