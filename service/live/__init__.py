"""Live: every subscriber holds the newest state of a journey, told by one change stream per process."""

from service.live.hub import Hub
from service.live.seat import Ask, Seat, Sink, Unrendered
from service.live.update import Update, UpdateKind

__all__ = ["Ask", "Hub", "Seat", "Sink", "Unrendered", "Update", "UpdateKind"]
