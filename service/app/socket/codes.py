"""Why a socket is closed: the codes of graphql-transport-ws, and of RFC 6455."""

from enum import IntEnum


class CloseCode(IntEnum):
    """What the close frame says to programs."""

    BAD_MESSAGE = 4400
    NOT_ACKNOWLEDGED = 4401
    FORBIDDEN = 4403
    NO_SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_TAKEN = 4409
    TOO_MANY_INITS = 4429
    BUG = 1011
    RESTART = 1012
    COME_AGAIN = 1013


class Closing(Exception):
    """Raised where a socket must be closed; the reason is for people, and cut at 123 bytes."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
