"""What stands between a believed token and its work."""

from dataclasses import dataclass
from typing import Self

from service.auth.principal import Principal
from service.gate.rates import Rates
from service.gate.room import Room
from service.gate.sockets import Sockets
from service.settings import Settings

BUSY = "The service is busy with {} requests: send this again in a second."
GATHERING = "The service is busy with other large requests: send this again in a second."


@dataclass(frozen=True, slots=True)
class Gate:
    """The bounds of this process: `room` for requests, `bodies` for bytes of bodies that come in pieces.

    `rates` and `sockets` are None where they are off.
    """

    rates: Rates | None
    sockets: Sockets | None
    room: Room
    bodies: Room

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Make the gate these settings describe."""
        limits, on = settings.limits, settings.rates_are_on
        return cls(
            Rates(limits) if on else None,
            Sockets(limits) if on else None,
            Room(limits.in_flight, BUSY.format(limits.in_flight)),
            Room(limits.bodies_bytes, GATHERING),
        )

    def admit(self, principal: Principal, patience: float = 0) -> float:
        """Let a request in, and tell in how many seconds its turn is: in `patience` at most.

        Raises RateLimited when it comes too soon, Overloaded when there is no room.
        """
        self.room.check()
        return 0.0 if self.rates is None else self.rates.admit(principal, patience)
