"""What stands between a believed token and its work."""

from dataclasses import dataclass
from typing import Self

from service.auth.principal import Principal
from service.gate.rates import Rates
from service.gate.room import Room
from service.gate.sockets import Sockets
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Gate:
    """The bounds of this process. `rates` and `sockets` are None where they are off."""

    rates: Rates | None
    sockets: Sockets | None
    room: Room

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Make the gate these settings describe."""
        limits, room = settings.limits, Room(settings.limits.in_flight)
        if settings.rates_are_on:
            return cls(Rates(limits), Sockets(limits), room)
        return cls(None, None, room)

    def admit(self, principal: Principal) -> None:
        """Let a request in. Raises RateLimited when it comes too soon, Overloaded when there is no room."""
        if self.rates is not None:
            self.rates.admit(principal)
        self.room.check()
