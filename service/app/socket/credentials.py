"""The token of a socket: in connection_init's payload, or in the handshake's header."""

from service.app.socket.messages import Payload
from service.auth.bearer import parse_authorization
from service.errors import Unauthenticated

_NAMES = ("authorization", "Authorization")


def token_of(payload: Payload, header: str | None) -> str:
    """Take the token: the payload's `authorization`, else the header; "Bearer " may be left out of a payload.

    Raises Unauthenticated telling how to send one, never repeating it.
    """
    given = (
        next((payload[name] for name in _NAMES if payload.get(name) is not None), None) if payload else None
    )
    if given is None:
        if header is None:
            raise Unauthenticated(
                'Send connection_init with the payload {"authorization": "Bearer <token>"}.'
            )
        return parse_authorization(header)
    if not isinstance(given, str):
        raise Unauthenticated("The payload's authorization must be a string: Bearer <token>.")
    return parse_authorization(given if " " in given.strip() else f"Bearer {given.strip()}")
