"""One of each that a company has, to be named where an input asks for an id."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey, make_persona, submit
from tests.e2e.variables import Place


@dataclass(frozen=True, slots=True)
class Things:
    """Ids by what they are of."""

    ids: dict[str, str]

    @classmethod
    def of(cls, caller: Caller) -> Self:
        """Make one of each."""
        journey, persona = make_journey(caller), make_persona(caller)
        touchpoint = journey["touchpoints"][0]["id"]
        ids = {
            "touchpoint": touchpoint,
            "persona": persona,
            "journey": journey["id"],
            "stage": journey["stages"][0]["id"],
            "feedback": submit(caller, touchpoint)["id"],
        }
        return cls(ids)

    def named(self, place: Place) -> dict[str, Any]:
        """Put an id wherever the variables of a place have a stand-in, so that only its poison is wrong."""
        named: dict[str, Any] = self._named(place.told, "", place.field)
        return named

    def kind(self, name: str, field: str) -> str | None:
        """Tell what an id is of, by the name of its input, else by the root field."""
        what = field if name == "id" else name
        return next((kind for kind in self.ids if kind in what.lower()), None)

    def _named(self, value: Any, name: str, field: str) -> Any:
        if isinstance(value, dict):
            return {each: self._named(inner, each, field) for each, inner in value.items()}
        if isinstance(value, list):
            return [self._named(inner, name, field) for inner in value]
        if value != "x":
            return value
        kind = self.kind(name, field)
        return self.ids[kind] if kind else uuid4().hex
