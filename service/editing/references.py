"""Whether what an input refers to is there."""

from collections.abc import Collection, Iterator, Sequence

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.persona import Goal
from service.editing.drafts import GoalDraft
from service.editing.spot import Spot
from service.errors import ProblemCode
from service.mongo.access import Store


async def hold(store: Store, personas: Sequence[str], session: AsyncClientSession) -> None:
    """Make sure the personas of a journey exist until its transaction ends; InvalidInput names the others.

    `held` counts for nothing: writing it makes this transaction and one that deletes the persona exclude each
    other.
    """
    if not personas:
        return
    wanted = {"_id": {"$in": list(personas)}}
    if await store["personas"].update(wanted, {"$inc": {"held": 1}}, session) < len(personas):
        rows = await store["personas"].find(wanted, {"_id": True}, session=session)
        spot = Spot().at("persona_ids")
        note_missing(personas, {row["_id"] for row in rows}, spot)
        spot.settle()


async def check_touchpoints(store: Store, goals: Sequence[GoalDraft], session: AsyncClientSession) -> None:
    """Make sure the touchpoints that tasks name exist (removed ones do); InvalidInput names the others."""
    spot = Spot()
    named = [(spot.at("touchpoint_ids"), ids) for spot, ids in touchpoints_named(goals, spot)]
    wanted = sorted({each for _, ids in named for each in ids})
    if not wanted:
        return
    held = {"touchpoints.id": {"$in": wanted}}
    rows = await store["journeys"].find(held, {"touchpoints.id": True}, session=session)
    there = {each["id"] for row in rows for each in row["touchpoints"]}
    for place, ids in named:
        note_missing(ids, there, place)
    spot.settle()


def touchpoints_named(goals: Sequence[GoalDraft], spot: Spot) -> Iterator[tuple[Spot, tuple[str, ...]]]:
    """Go through the tasks: where each stands, and which touchpoints it names."""
    for goal_place, goal in enumerate(goals):
        for task_place, task in enumerate(goal.tasks):
            yield spot.at("goals").at(goal_place).at("tasks").at(task_place), task.touchpoint_ids


def check_kept(goals: Sequence[GoalDraft], before: Sequence[Goal]) -> None:
    """Make sure that goals and tasks sent with an id are the persona's own, each sent once."""
    free = {goal.id for goal in before} | {task.id for goal in before for task in goal.tasks}
    spot = Spot()
    for goal_place, goal in enumerate(goals):
        here = spot.at("goals").at(goal_place)
        note_unless_free(goal.id, free, here)
        for task_place, task in enumerate(goal.tasks):
            note_unless_free(task.id, free, here.at("tasks").at(task_place))
    spot.settle()


def note_unless_free(id_: str | None, free: set[str], spot: Spot) -> None:
    """Note an id that is unknown or taken already, else take it."""
    if id_ is None:
        return
    if id_ not in free:
        rule = "is not, or no longer, of this persona, or is sent twice: leave it out for a new one"
        spot.at("id").refuse(ProblemCode.NOT_FOUND, rule)
    free.discard(id_)


def note_missing(ids: Sequence[str], there: Collection[str], spot: Spot) -> None:
    """Note each id that names nothing."""
    for place, each in enumerate(ids):
        if each not in there:
            spot.at(place).refuse(ProblemCode.NOT_FOUND, f"names nothing that exists: {each}")
