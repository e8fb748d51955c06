"""The fields an import can fill, under the names used on the command line."""

from typing import Final

ATTRIBUTES: Final = {
    "key": "idempotency_key",
    "touchpoint": "touchpoint_id",
    "channel": "channel",
    "source": "source",
    "emotion": "emotion",
    "intensity": "intensity",
    "origin": "origin",
    "confidence": "confidence",
    "text": "text",
    "nps": "nps",
    "csat": "csat",
    "ces": "ces",
    "importance": "importance",
    "triggers": "triggers",
    "persona": "persona_id",
    "customer": "customer_ref",
    "run": "run_ref",
    "occurredAt": "occurred_at",
}
"""Each field's attribute of a draft."""

IN_THE_API: Final = {
    "idempotencyKey": "key",
    "touchpointId": "touchpoint",
    "personaId": "persona",
    "customerRef": "customer",
    "runRef": "run",
}
"""The fields the API calls otherwise."""

TELLING: Final = ("emotion", "text", "nps", "csat", "ces", "importance")
"""Without one of these a feedback says nothing."""


def field_of(path: tuple[str, ...]) -> str | None:
    """Name the field of an issue's path; None for the row as a whole."""
    return IN_THE_API.get(path[0], path[0]) if path else None
