"""Rules of ids."""

from service.documents.ids import Kind, kind_of
from service.editing.rules import Rule
from service.editing.spot import Spot
from service.errors import ProblemCode


def an_id(kind: Kind) -> Rule:
    """Have an id of that kind; whether it names something is asked later."""

    def check(value: str, spot: Spot) -> str:
        if kind_of(value) is not kind:
            said = f"is not the id of a {kind.name.lower()}: send the id as the API gave it"
            spot.refuse(ProblemCode.MALFORMED, said)
        return value

    return check
