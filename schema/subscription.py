"""What can be followed."""

from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Annotated, Final, NoReturn

import strawberry

from schema.info import Info
from schema.scalars import Seq
from schema.score_update import ScoreUpdate
from schema.wording import object_type, subscription
from service.auth.scopes import Scope
from service.documents.ids import Kind, parse_id
from service.errors import BadUserInput, NoSuchJourney

LONGEST_INTERVAL_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Watch(AsyncIterable[ScoreUpdate]):
    """What a subscriber wants to be told of, and how often; `min_interval` in seconds.

    The hub has the updates and gives them to all subscribers at once: nobody iterates over them here.
    """

    journey: str
    after_seq: int | None
    min_interval: float

    def __aiter__(self) -> NoReturn:
        raise TypeError("updates come from the hub: take a seat there")


@object_type
class Subscription:
    """What can be followed, live.

    Subscribe over a WebSocket (graphql-transport-ws), by server-sent events (Accept: text/event-stream) or
    as Apollo's multipart response. The stream ends when the token expires: come back with a new one.
    """

    @subscription
    async def score_updated(
        self,
        info: Info,
        journey_id: Annotated[
            strawberry.ID, strawberry.argument(description="The journey to follow, archived or not.")
        ],
        after_seq: Annotated[
            Seq | None,
            strawberry.argument(
                description="The `seq` of the last update you got: then nothing comes until something newer "
                "exists. Leave it out at first, and the present state comes at once. Pass it as a variable: "
                "subscribers with one and the same document are served together."
            ),
        ] = None,
        min_interval_ms: Annotated[
            int,
            strawberry.argument(
                description="How many milliseconds lie between two updates at least, 0 to "
                f"{LONGEST_INTERVAL_MS}. What happens in between arrives as one update, the newest."
            ),
        ] = 100,
    ) -> AsyncIterable[ScoreUpdate]:
        """Follow how people feel along a journey. Needs the scopes journeys:read and scores:read.

        The present state comes first, as a SNAPSHOT, then every later one, at most one per `minIntervalMs`
        and never an older one after a newer one. So what you show last is the truth, however many you
        missed: an update replaces the one before it.

        After a disconnect subscribe again with `afterSeq`. If anything has happened meanwhile, one update
        comes at once that tells all of it. An `afterSeq` above the journey's present seq, as after a restored
        backup, is answered at once with a SNAPSHOT.

        A journey that is not there, or is another company's, is NOT_FOUND; an id that is none, a negative
        `afterSeq` or a `minIntervalMs` out of its range is BAD_USER_INPUT; a missing scope FORBIDDEN.
        """
        info.context.principal.require(Scope.JOURNEYS_READ, Scope.SCORES_READ)
        if not 0 <= min_interval_ms <= LONGEST_INTERVAL_MS:
            raise BadUserInput(f"minIntervalMs is {min_interval_ms}: pass 0 to {LONGEST_INTERVAL_MS}")
        journey = parse_id(journey_id, Kind.JOURNEY, "journeyId")
        if not await info.context.services.atlas.has_journey(info.context.tenant, journey):
            raise NoSuchJourney(journey)
        return Watch(journey, after_seq, min_interval_ms / 1_000)
