"""What a client may say, and how we say things to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from service.app.operation import Operation, read_operation
from service.app.plain_json import read_plain
from service.app.socket.codes import CloseCode, Closing
from service.errors import BadUserInput
from service.settings import Limits

LONGEST_ID = 128

Payload = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Init:
    """A client introduces itself."""

    payload: Payload


@dataclass(frozen=True, slots=True)
class Ping:
    """A client asks whether we are there."""

    payload: Payload


@dataclass(frozen=True, slots=True)
class Pong:
    """A client says that it is there."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """A client asks for an operation: a subscription, a query or a mutation."""

    id: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class Complete:
    """A client wants no more of an operation."""

    id: str


Message = Init | Ping | Pong | Subscribe | Complete


def read_message(event: Mapping[str, Any], limits: Limits) -> Message:
    """Read one message of a client. Raises Closing (4400) with what is wrong with it."""
    text = event.get("text")
    if text is None:
        raise _bad("send text frames of UTF-8 JSON; this one is binary, or no UTF-8")
    try:
        fields = read_plain(text.encode(), "the message", limits)
    except ValueError as error:
        raise _bad(str(error)) from None
    if not isinstance(fields, dict):
        raise _bad("a message is a JSON object with a type")
    return _message(fields)


def _message(fields: Mapping[str, Any]) -> Message:
    match fields.get("type"):
        case "connection_init":
            return Init(_payload(fields, "connection_init"))
        case "ping":
            return Ping(_payload(fields, "ping"))
        case "pong":
            _payload(fields, "pong")
            return Pong()
        case "subscribe":
            return Subscribe(_id(fields), _operation(fields.get("payload")))
        case "complete":
            return Complete(_id(fields))
        case _:
            raise _bad("the type must be connection_init, ping, pong, subscribe or complete")


def _payload(fields: Mapping[str, Any], of: str) -> Payload:
    payload: Payload = fields.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise _bad(f"the payload of {of} must be an object, or left out")
    return payload


def _id(fields: Mapping[str, Any]) -> str:
    id_ = fields.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST_ID:
        raise _bad(f"the id must be a string of 1 to {LONGEST_ID} characters")
    return id_


def _operation(payload: Any) -> Operation:
    if not isinstance(payload, dict):
        raise _bad("the payload of subscribe must be an object with a query")
    try:
        return read_operation(payload)
    except BadUserInput as error:
        raise _bad(error.message) from None


def _bad(reason: str) -> Closing:
    return Closing(CloseCode.BAD_MESSAGE, reason)


ACKNOWLEDGED = b'{"type":"connection_ack"}'


def pong(payload: Payload) -> bytes:
    """Say that we are there, with what the ping carried."""
    return orjson.dumps({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})


def next_begin(id_: str) -> bytes:
    """Write what stands before a result; after it stands one closing brace."""
    return b'{"id":%b,"type":"next","payload":' % orjson.dumps(id_)


def complete(id_: str) -> bytes:
    """Say that an operation is over."""
    return orjson.dumps({"id": id_, "type": "complete"})


def error(id_: str, errors: list[Any]) -> bytes:
    """Say that an operation was refused, and is over."""
    return orjson.dumps({"id": id_, "type": "error", "payload": errors})
