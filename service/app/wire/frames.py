"""WebSocket frames, as far as a server writes them (RFC 6455, 5.2): whole, unmasked, uncompressed."""

from struct import Struct

_TEXT = 0x81  # FIN, and the opcode of text
_SHORT, _LONG = 126, 127
_MEDIUM = Struct("!BBH").pack
_LARGE = Struct("!BBQ").pack
_REASON_BYTES = 123


def text_header(size: int) -> bytes:
    """Make the header of a text frame of so many bytes."""
    if size < _SHORT:
        return bytes((_TEXT, size))
    return _MEDIUM(_TEXT, _SHORT, size) if size < 1 << 16 else _LARGE(_TEXT, _LONG, size)


def close_reason(text: str) -> str:
    """Cut a reason to what a close frame can hold, between characters."""
    return text.encode(errors="replace")[:_REASON_BYTES].decode(errors="ignore")
