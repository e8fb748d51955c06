"""What a client asks to be executed, as its body or its query string says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from service.app.body import read_body
from service.app.counting import OTHER
from service.app.plain_json import read_plain
from service.app.refusal import HttpRefusal
from service.errors import BadUserInput
from service.gate import Room
from service.known import reference_of
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Operation:
    """A document, its variables, and which of its operations is meant.

    `reference` is the hash or id the document is known by, or is to be. An empty document is to be recalled.
    """

    document: str
    variables: Mapping[str, Any]
    name: str | None
    reference: str | None = None
    counted_as: str = OTHER
    """What it is called in /metrics: only the operator's own documents have names there."""


async def posted(request: Request, limits: Limits, room: Room) -> Operation:
    """Read a POST body. Raises HttpRefusal for what `read_body` refuses, or is no GraphQL request in JSON."""
    kinds = [told.partition(";")[0].strip().lower() for told in request.headers.getlist("content-type")]
    if kinds != ["application/json"]:
        said = "send the request as application/json"
        raise HttpRefusal(415, "BAD_USER_INPUT", said, {"Accept": "application/json"})
    return _operation(_parsed(await read_body(request, limits, room), "the body", limits))


def asked(request: Request, limits: Limits) -> Operation:
    """Read a GET's query string: query, and optionally operationName, variables and extensions (JSON)."""
    fields: dict[str, Any] = dict(request.query_params)
    if len(fields) < len(request.query_params.multi_items()):
        raise _bad("the address names a parameter twice: send each once")
    for name in fields.keys() & {"variables", "extensions"}:
        fields[name] = _parsed(fields[name].encode(errors="replace"), name, limits)
    return _operation(fields)


def _parsed(text: bytes, name: str, limits: Limits) -> Any:
    try:
        return read_plain(text, name, limits)
    except ValueError as error:
        raise _bad(str(error)) from None


def _operation(fields: Any) -> Operation:
    if not isinstance(fields, dict):
        raise _bad("send one JSON object with query, variables and operationName")
    try:
        operation = read_operation(fields)
    except BadUserInput as error:
        raise _bad(error.message) from None
    if not operation.document and not operation.reference:
        raise _bad("query is missing: send the GraphQL document as a string")
    return operation


def read_operation(fields: Mapping[str, Any]) -> Operation:
    """Read what every transport sends. Raises BadUserInput naming the field that is wrong, and the fix."""
    for field in ("variables", "extensions"):
        if not isinstance(fields.get(field), dict | None):
            raise BadUserInput(f"{field} is not an object: send a JSON object, or leave it out")
    document, variables, name = (fields.get(field) for field in ("query", "variables", "operationName"))
    if not isinstance(name, str | None):
        raise BadUserInput("operationName is not a string: send a name, or leave it out")
    reference = reference_of(fields)
    if document is None and reference:
        document = ""
    elif not isinstance(document, str):
        raise BadUserInput("query is missing: send the GraphQL document as a string")
    return Operation(document, variables or {}, name or None, reference)


def _bad(message: str) -> HttpRefusal:
    return HttpRefusal(400, "BAD_USER_INPUT", message)
