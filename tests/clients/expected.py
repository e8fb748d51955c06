"""A journey that is followed, and what an update of it says, written out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from service.auth.mint import mint
from service.auth.scopes import Scope
from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey, places, submit
from tests.e2e.serving import Service

SCORE_ID = "query($id: ID!) { journey(id: $id) { score { id } } }"


@dataclass(frozen=True, slots=True)
class Followed:
    """A journey with three touchpoints, and the id its score keeps."""

    caller: Caller
    id: str
    places: list[str]
    score: str

    @classmethod
    def new(cls, caller: Caller) -> Self:
        """Make one."""
        journey = make_journey(caller)
        score = caller.ask(SCORE_ID, id=journey["id"])["score"]["id"]
        return cls(caller, journey["id"], places(journey), score)

    def submit(self, place: int) -> None:
        """Have a feedback counted at one of its touchpoints."""
        submit(self.caller, self.places[place])

    def snapshot(self, seq: int = 0) -> dict[str, Any]:
        """Write down the first update."""
        return self.update(seq, "SNAPSHOT", *range(3))

    def update(self, seq: int, kind: str, *new: int) -> dict[str, Any]:
        """Write down an update after as many feedback as seq."""
        return {
            "seq": seq,
            "kind": kind,
            "touchpointsWithNewFeedback": [{"id": self.places[place]} for place in new],
            "journey": {"id": self.id, "score": {"id": self.score, "n": seq, "seq": seq}},
        }

    def page(self, n: int) -> dict[str, Any]:
        """Write down what a query answers after so many feedback."""
        return {"id": self.id, "name": "Join", "score": {"id": self.score, "n": n, "seq": n}}


def short_token(service: Service, caller: Caller) -> str:
    """Make a token that ends in 4 s: time enough for node to begin."""
    told, now = service.settings, datetime.now(UTC)
    names = {"issuer": told.jwt_issuer, "audience": told.jwt_audience}
    return mint(
        (told.jwt_secret or "").encode(), caller.tenant, "me", Scope, timedelta(seconds=4), now=now, **names
    )
