"""A hostile case on trial: it is refused in words, at once, and the service is well afterwards."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.e2e.refusals import MEDIA, REQUEST_CODES

Complaint = str | None

PROMPT_SECONDS = 0.1
WELL_SECONDS = 1
TRIES = 10
"""A machine that does something else for a moment is no fault of the service."""


@dataclass
class Trial:
    """What was tried on a service, and what is to be said against it."""

    http: httpx2.Client
    cases: int = 0
    slowest: tuple[float, str] = (0.0, "")
    complaints: dict[str, str] = field(default_factory=dict)

    def hold(self, name: str, case: Callable[[], Complaint]) -> None:
        """Try a case."""
        self.cases += 1
        seconds = float("inf")
        for _ in range(TRIES):
            begun = time.perf_counter()
            complaint = case()
            seconds = min(seconds, time.perf_counter() - begun)
            if complaint or seconds < PROMPT_SECONDS:
                break
        self.slowest = max(self.slowest, (seconds, name))
        if complaint or seconds >= PROMPT_SECONDS:
            self.complaints[name] = complaint or f"took {seconds * 1000:.0f} ms"
        self._is_well(name)

    def _is_well(self, name: str) -> None:
        begun = time.perf_counter()
        status = self.http.get("/healthz").status_code
        if status != httpx2.codes.OK or time.perf_counter() - begun >= WELL_SECONDS:
            self.complaints[name] = f"afterwards /healthz says {status}"


def against(response: httpx2.Response) -> Complaint:
    """Say what is wrong with an answer to what had to be refused."""
    type_ = response.headers.get("content-type", "nothing")
    if response.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR and response.status_code != 503:
        return f"{response.status_code}: {response.text}"
    if type_.startswith("text/event-stream"):
        return next(filter(None, map(against_answer, events(response.text))), None)
    if type_ not in MEDIA:
        return f"{response.status_code} as {type_}: {response.text}"
    return against_answer(response.json())


def against_answer(answer: Any) -> Complaint:
    """Say what is wrong with the JSON of an answer: each field is refused, with a known code."""
    errors = answer.get("errors", [])
    if wrong := [error for error in errors if error["extensions"]["code"] not in REQUEST_CODES]:
        return str(wrong)
    data = answer.get("data") or {}
    done = {name: outcome for name, outcome in data.items() if outcome and not is_refused(outcome)}
    if done or not (errors or data):
        return f"accepted: {json.dumps(answer)[:500]}"
    return None


def is_refused(outcome: Any) -> bool:
    """Tell whether a mutation's outcome is a Problem, or a batch of them; or a list is empty."""
    return isinstance(outcome, dict) and (
        outcome.get("__typename") in {"InvalidInput", "NotFound", "Conflict", "LimitExceeded"}
        or 0 in (outcome.get("accepted"), outcome.get("totalCount"))
    )


def events(text: str) -> Iterator[Any]:
    """Go through the results in a stream of server-sent events."""
    for event in text.split("\n\n"):
        name, _, data = event.partition("\ndata: ")
        if name == "event: next":
            yield json.loads(data)
