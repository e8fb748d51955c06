"""A request refused before any GraphQL: its status, and the body every GraphQL client understands."""

from collections.abc import Mapping
from typing import Any

REASONS = {405: "method", 406: "accept", 408: "body_seconds", 413: "body_bytes", 415: "media_type"}
"""How a refusal is counted where its code is one of many."""


class HttpRefusal(Exception):
    """Raised by the door; `answer` is the JSON body, `reason` how it is counted."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.reason = reason or REASONS.get(status, code.lower())
        self.answer: dict[str, Any] = {"errors": [{"message": message, "extensions": {"code": code}}]}
