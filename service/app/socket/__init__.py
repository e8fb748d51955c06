"""GraphQL over WebSocket: the protocol graphql-transport-ws, by a handler of our own."""

from service.app.socket.door import SocketDoor

__all__ = ["SocketDoor"]
