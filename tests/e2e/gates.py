"""Gates from outside: a service with bounds of the test's choice, and lines to it without any client."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import Any

from service.settings import Limits
from tests.e2e.caller import Caller
from tests.e2e.conftest import own_service
from tests.e2e.serving import Service

ASK = "{ viewer { tenant } }"


@contextmanager
def gated(mongo_uri: str, *, on: bool | None = True, **bounds: float) -> Iterator[Service]:
    """Run a service with these bounds."""
    with own_service(mongo_uri, rate_limits=on, limits=Limits(**bounds)) as service:
        yield service


def head(caller: Caller, *more: str) -> bytes:
    """Write the head of a POST."""
    lines = ("POST /graphql HTTP/1.1", "Host: x", f"Authorization: Bearer {caller.token}", *more)
    return "\r\n".join((*lines, "Content-Type: application/json", "", "")).encode()


@contextmanager
def line_to(service: Service) -> Iterator[socket.socket]:
    """Connect, without any client's library."""
    with socket.create_connection(("127.0.0.1", service.http.base_url.port or 0), timeout=20) as line:
        yield line


def answered(line: socket.socket) -> tuple[int, dict[str, str], dict[str, Any]]:
    """Read an answer."""
    response = HTTPResponse(line)
    response.begin()
    headers = {name.lower(): value for name, value in response.getheaders()}
    return response.status, headers, json.loads(response.read())
