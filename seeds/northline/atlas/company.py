"""Northline, a telecom with shops: its personas and its journeys."""

from collections.abc import Iterator
from dataclasses import dataclass

from seeds.northline.atlas.journey import Journey, Touchpoint
from seeds.northline.atlas.journeys.bill import BILL_AND_RENEW
from seeds.northline.atlas.journeys.join import JOIN
from seeds.northline.atlas.journeys.outage import FIX_MY_OUTAGE
from seeds.northline.atlas.people.deniz import DENIZ
from seeds.northline.atlas.people.john import JOHN
from seeds.northline.atlas.people.maya import MAYA
from seeds.northline.atlas.people.priya import PRIYA
from seeds.northline.atlas.people.rosa import ROSA
from seeds.northline.atlas.persona import Persona


@dataclass(frozen=True, slots=True)
class Company:
    """The whole map; symbolic keys are unique in it."""

    name: str
    personas: tuple[Persona, ...]
    journeys: tuple[Journey, ...]

    def touchpoints(self) -> Iterator[Touchpoint]:
        """Yield every touchpoint of every journey."""
        for journey in self.journeys:
            yield from journey.touchpoints()


def company() -> Company:
    """Return Northline's map, always the same."""
    return Company("Northline", (MAYA, JOHN, ROSA, DENIZ, PRIYA), (JOIN, FIX_MY_OUTAGE, BILL_AND_RENEW))
