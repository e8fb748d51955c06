"""What every refusal keeps to: a known code, words for a developer, and nothing of the inside."""

from typing import Any

import httpx2

REQUEST_CODES = {
    "UNAUTHENTICATED",
    "FORBIDDEN",
    "NOT_FOUND",
    "BAD_USER_INPUT",
    "GRAPHQL_PARSE_FAILED",
    "GRAPHQL_VALIDATION_FAILED",
    "QUERY_TOO_COSTLY",
    "PERSISTED_QUERY_NOT_FOUND",
    "RATE_LIMITED",
    "OVERLOADED",
}
"""Those of limits.md but INTERNAL_SERVER_ERROR, which is never the client's fault."""

INSIDE = (
    "pymongo",
    "mongo",
    "bson",
    "beanie",
    "strawberry",
    "graphql.",
    "starlette",
    "orjson",
    "Traceback",
    "Error(",
    "Exception",
    ".py",
    "site-packages",
    "/work",
    "/home",
    "/usr",
    "cells",
    "pulses",
    "slots",
    "changes",
    "0x7f",
    "<object",
)
MEDIA = ("application/json", "application/graphql-response+json")


def check_harmless(response: httpx2.Response, asked: object = "") -> dict[str, Any]:
    """Hold an answer to what all keep to, and give it; it may repeat what was asked."""
    inside = [word for word in INSIDE if word not in str(asked)]
    assert response.status_code < 500, response.text
    assert response.headers["content-type"] in MEDIA
    answer: dict[str, Any] = response.json()
    for error in answer.get("errors", ()):
        assert error["extensions"]["code"] in REQUEST_CODES, error
        assert error["message"]
        assert not [word for word in inside if word in error["message"]], error
    for outcome in (answer.get("data") or {}).values():
        if isinstance(outcome, dict) and "message" in outcome:
            assert not [word for word in inside if word in outcome["message"]], outcome
    return answer


def check_refused(response: httpx2.Response, code: str, *said: str) -> dict[str, Any]:
    """Hold a refusal of a request to its code and to what it has to say; give its first error."""
    answer = check_harmless(response)
    assert not any((answer.get("data") or {}).values())
    error: dict[str, Any] = answer["errors"][0]
    assert error["extensions"]["code"] == code, error
    assert all(word in error["message"] for word in said), error
    return error


def check_busy(response: httpx2.Response) -> None:
    """Hold a refusal for want of room to 503 in JSON with Retry-After."""
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) >= 1
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "OVERLOADED"}
