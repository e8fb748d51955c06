"""Maps made through the API, and what customers say along them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.e2e.caller import Caller

REFUSED = """... on Problem { __typename code message path retryable }
    ... on InvalidInput { issues { path code message } } ... on LimitExceeded { retryAfterMs }"""
PROBLEM = f"{REFUSED} ... on Conflict {{ currentRevision }}"
MAP = """id name revision archivedAt stages { id name expectedEmotion touchpoints { id name order } }
    touchpoints { id name order stage { name } }"""
ACCEPTED = """... on FeedbackAccepted { __typename idempotencyKey duplicate feedback { id } }"""

CREATE_PERSONA = f"""mutation($input: CreatePersonaInput!) {{ createPersona(input: $input) {{
    ... on PersonaSaved {{ persona {{ id name revision }} }} {PROBLEM} }} }}"""
CREATE_JOURNEY = f"""mutation($input: CreateJourneyInput!) {{ createJourney(input: $input) {{
    ... on JourneySaved {{ journey {{ {MAP} }} }} {PROBLEM} }} }}"""
SUBMIT = f"""mutation($input: SubmitFeedbackInput!, $sentAt: DateTime) {{
    submitFeedback(input: $input, sentAt: $sentAt) {{ {ACCEPTED} {PROBLEM} }} }}"""
SUBMIT_BATCH = f"""mutation($input: SubmitFeedbackBatchInput!) {{ submitFeedbackBatch(input: $input) {{
    ... on FeedbackBatchDone {{ accepted duplicates refused
        items {{ index idempotencyKey result {{ {ACCEPTED} {PROBLEM} }} }} }} {REFUSED} }} }}"""


def a_touchpoint(name: str, *channels: str, **fields: Any) -> dict[str, Any]:
    """Draw up a touchpoint, on WEB and APP unless told."""
    return {"name": name, "channels": channels or ("WEB", "APP"), **fields}


def a_stage(name: str, *touchpoints: str | dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Draw up a stage; a touchpoint may be just its name."""
    drawn = [a_touchpoint(each) if isinstance(each, str) else each for each in touchpoints]
    return {"name": name, "touchpoints": drawn, **fields}


def make_persona(caller: Caller, name: str = "Maya", **fields: Any) -> str:
    """Make a persona and give its id."""
    persona_id: str = caller.ask(CREATE_PERSONA, input={"name": name, **fields})["persona"]["id"]
    return persona_id


def make_journey(caller: Caller, *stages: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Make a journey: two stages with three touchpoints unless told."""
    drawn = stages or (a_stage("Decide", "Compare", "Pay"), a_stage("Start", "Unpack"))
    journey: dict[str, Any] = caller.ask(CREATE_JOURNEY, input={"name": "Join", "stages": drawn, **fields})[
        "journey"
    ]
    return journey


def places(journey: dict[str, Any]) -> list[str]:
    """List the ids of a journey's touchpoints in travelling order."""
    return [touchpoint["id"] for touchpoint in journey["touchpoints"]]


def said(touchpoint: str, **fields: Any) -> dict[str, Any]:
    """Word a feedback under a new key: JOY on WEB unless told; a field told as ... is left out."""
    usual = {"idempotencyKey": uuid4().hex, "touchpointId": touchpoint, "channel": "WEB", "emotion": "JOY"}
    return {name: value for name, value in {**usual, **fields}.items() if value is not ...}


def submit(caller: Caller, touchpoint: str, **fields: Any) -> dict[str, Any]:
    """Have a feedback counted, and give its id and key."""
    answer = caller.ask(SUBMIT, input=said(touchpoint, **fields))
    assert answer["__typename"] == "FeedbackAccepted", answer
    return {"id": answer["feedback"]["id"], "key": answer["idempotencyKey"]}


def days_ago(days: float, **more: float) -> str:
    """Write down a moment of the past as RFC 3339."""
    return (datetime.now(UTC) - timedelta(days=days, **more)).isoformat(timespec="milliseconds")


def noon(days: int) -> str:
    """Write down the noon (UTC) so many days ago: safely within that day."""
    moment = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return moment.isoformat()


def day(days: int) -> str:
    """Write down the UTC day so many days ago."""
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
