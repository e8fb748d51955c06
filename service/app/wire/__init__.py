"""The seam to the server: what uvicorn's connections let us do past ASGI, and nothing else of them.

A frame that a thousand sockets share costs each one header, one join and one write; an ASGI `send` costs a
coroutine, an event dictionary and a frame object. The connections also know what ASGI does not tell: whether
the reader reads, and that the service is stopping.
"""

from service.app.wire.config import WireConfig
from service.app.wire.seam import Holder, SocketWire, Wire, wire_of
from service.app.wire.socket import SocketProtocol
from service.app.wire.stream import StreamProtocol

__all__ = ["Holder", "SocketProtocol", "SocketWire", "StreamProtocol", "Wire", "WireConfig", "wire_of"]
