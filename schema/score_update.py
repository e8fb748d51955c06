"""One state of a journey's scores, as it is told to those who follow them."""

from datetime import datetime

from schema.info import Context
from schema.journey import Journey
from schema.scalars import Seq
from schema.touchpoint import Touchpoint
from schema.vocabulary import ScoreUpdateKind
from schema.wording import object_type, shown
from service.errors import NoSuchJourney
from service.live import Update


@object_type
class ScoreUpdate:
    """A journey as it is now, and what has happened to its scores since the last update you got.

    Ask below `journey` for whatever your page shows: it is answered as in a query, at this moment.
    """

    seq: Seq = shown(
        "The journey's sequence number: keep the last one, and pass it as `afterSeq` when you subscribe "
        "again. Every update has a higher one than the last, but for WINDOW_MOVED, which changes scores "
        "without it, and for a SNAPSHOT after a restored backup. Scores below `journey` are of this seq or "
        "a later one."
    )
    kind: ScoreUpdateKind = shown(
        "What has happened; of several things since the last update, the strongest."
    )
    occurred_at: datetime = shown(
        "When the newest of what has happened was stored; for a SNAPSHOT when it was taken, for WINDOW_MOVED "
        "the midnight."
    )
    journey: Journey = shown("The journey, with its map and scores as they are now.")
    touchpoints_with_new_feedback: list[Touchpoint] = shown(
        "Where feedback has arrived since the last update you got, in travelling order: light these up. All "
        "touchpoints on a SNAPSHOT, none where nothing but the map, the window or erased feedback changed "
        "the scores; a removed touchpoint is left out. Scores of the others may move a little too, for a "
        "touchpoint with few feedback leans on the journey's mean."
    )

    @classmethod
    def of(cls, update: Update, journey: Journey) -> "ScoreUpdate":
        """Show what the hub tells of a journey."""
        touched = update.touchpoints
        return cls(
            seq=Seq(update.seq),
            kind=update.kind,
            occurred_at=update.occurred_at,
            journey=journey,
            touchpoints_with_new_feedback=[
                each for each in journey.on_the_map() if touched is None or each.entry.id in touched
            ],
        )


async def read_update(context: Context, journey_id: str, update: Update) -> ScoreUpdate:
    """Show what the hub tells, with the journey as it is now; raises NoSuchJourney where it is gone."""
    journey = await context.loaders.journeys.load(journey_id)
    if journey is None:
        raise NoSuchJourney(journey_id)
    return ScoreUpdate.of(update, journey)
