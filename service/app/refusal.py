"""A request refused before any GraphQL: its status, and the body every GraphQL client understands."""

from collections.abc import Mapping
from typing import Any


class HttpRefusal(Exception):
    """Raised by the door; `answer` is the JSON body."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.answer: dict[str, Any] = {"errors": [{"message": message, "extensions": {"code": code}}]}
