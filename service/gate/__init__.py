"""The gate: how often each may ask, how many are served at once, and how many sockets are held open."""

from service.gate.gate import Gate
from service.gate.rates import Allowance, Rates
from service.gate.room import Room
from service.gate.sockets import Sockets

__all__ = ["Allowance", "Gate", "Rates", "Room", "Sockets"]
