"""Requests and refusals, as they are counted."""

from schema.execution import Answer
from service.metrics import REFUSALS, REQUEST_SECONDS, REQUESTS

OTHER = "other"
"""Stands for the name of an operation that is not known to be harmless: clients make names up without end."""


def count_answer(answer: Answer, seconds: float) -> None:
    """Count what was executed, or refused for what it asks."""
    REQUEST_SECONDS.labels(OTHER).observe(seconds)
    if "data" in answer:
        REQUESTS.labels(OTHER, "errors" if "errors" in answer else "ok").inc()
    else:
        count_refusal(answer["errors"][0]["extensions"]["code"].lower())


def count_refusal(reason: str) -> None:
    """Count what was refused, for whatever reason."""
    REQUESTS.labels(OTHER, reason).inc()
    REFUSALS.labels(reason).inc()
