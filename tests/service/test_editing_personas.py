"""Personas are made once, revised one after the other, and leave only when no live journey needs them."""

import asyncio

import pytest

from service.app.parts import Parts
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey
from service.documents.persona import Attribute, Circumstances, Persona
from service.editing.drafts import CircumstancesDraft, GoalDraft, PersonaDraft, TaskDraft
from service.errors import Conflict, InvalidInput, MalformedId, NotFound, ProblemCode
from tests.service.drafting import TENANT, a_journey, stored

MAYA = PersonaDraft(
    "Maya",
    segment="app-first",
    attributes=(("location", "Leeds"), ("occupation", "nurse")),
    circumstances=CircumstancesDraft("First child, little sleep.", needs=("quiet",)),
    goals=(GoalDraft(None, "Be reachable", (TaskDraft(None, "Get a line", time_limit="a week"),)),),
    motivations=("family",),
    desired_outcomes=("no surprises",),
    triggers=("price letter",),
)


@pytest.fixture
async def maya(parts: Parts) -> Persona:
    """Make Maya."""
    return await parts.editing.create_persona(TENANT, MAYA)


async def test_what_is_created_is_what_is_read(parts: Parts, maya: Persona) -> None:
    """Every field, with ids for goals and tasks; the answer equals what every later read gives."""
    assert await parts.atlas.personas(TENANT, [maya.id]) == {maya.id: maya}
    assert (maya.name, maya.segment, maya.revision) == ("Maya", "app-first", 1)
    assert maya.attributes[0] == Attribute(key="location", value="Leeds")
    assert maya.circumstances == Circumstances(narrative="First child, little sleep.", needs=("quiet",))
    ((goal,), (task,)) = maya.goals, maya.goals[0].tasks
    assert (goal.title, task.title, task.time_limit) == ("Be reachable", "Get a line", "a week")
    assert (maya.motivations, maya.desired_outcomes) == (("family",), ("no surprises",))
    assert maya.triggers == ("price letter",)


async def test_twenty_copies_of_one_key_make_one_persona(parts: Parts) -> None:
    """All at once or later; another input is a Conflict."""
    copies = await asyncio.gather(*(parts.editing.create_persona(TENANT, MAYA, "key") for _ in range(20)))
    assert {each.id for each in copies} == {copies[0].id}
    assert await parts.atlas.persona_count(TENANT) == 1
    with pytest.raises(Conflict) as caught:
        await parts.editing.create_persona(TENANT, PersonaDraft("John"), "key")
    assert caught.value.code is ProblemCode.KEY_REUSED


async def test_goals_and_tasks_keep_their_ids(parts: Parts, maya: Persona) -> None:
    """Sent with its id it is the same one, without one it is new, not sent it is gone."""
    goal, task = maya.goals[0], maya.goals[0].tasks[0]
    tasks = (TaskDraft(None, "Compare"), TaskDraft(task.id, "Get a line today"))
    after = await parts.editing.update_persona(
        TENANT, maya.id, 1, {"goals": (GoalDraft(goal.id, "Be heard", tasks),)}
    )
    assert after.goals[0].id == goal.id
    assert [each.title for each in after.goals[0].tasks] == ["Compare", "Get a line today"]
    assert after.goals[0].tasks[1].id == task.id
    assert after.goals[0].tasks[0].id not in {goal.id, task.id}
    gone = await parts.editing.update_persona(TENANT, maya.id, 2, {"goals": ()})
    assert gone.goals == ()
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.update_persona(TENANT, maya.id, 3, {"goals": (GoalDraft(goal.id, "Back"),)})
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [
        (("input", "goals", "0", "id"), ProblemCode.NOT_FOUND)
    ]


async def test_an_id_is_sent_once(parts: Parts, maya: Persona) -> None:
    """Two goals with one id would be one."""
    twice = (GoalDraft(maya.goals[0].id, "a"), GoalDraft(maya.goals[0].id, "b"))
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.update_persona(TENANT, maya.id, 1, {"goals": twice})
    assert [issue.path for issue in caught.value.issues] == [("input", "goals", "1", "id")]


async def test_a_new_persona_has_no_old_goals(parts: Parts) -> None:
    """Ids of goals are made here."""
    draft = PersonaDraft("Maya", goals=(GoalDraft(new_id(Kind.GOAL), "a"),))
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.create_persona(TENANT, draft)
    assert caught.value.path == ("input", "goals", "0", "id")


async def test_tasks_name_touchpoints_that_exist(parts: Parts, maya: Persona) -> None:
    """Removed ones still do; unknown and foreign ones are named by their place."""
    mine = await parts.editing.create_journey(TENANT, a_journey())
    theirs = await parts.editing.create_journey("south", a_journey())
    see, compare = mine.touchpoints[0].id, mine.touchpoints[1].id
    await parts.editing.remove_touchpoint(TENANT, see)

    def goals(*ids: str) -> dict[str, object]:
        return {
            "goals": (GoalDraft(None, "g"), GoalDraft(None, "h", (TaskDraft(None, "t", touchpoint_ids=ids),)))
        }

    after = await parts.editing.update_persona(TENANT, maya.id, 1, goals(see, compare))
    assert after.goals[1].tasks[0].touchpoint_ids == (see, compare)
    before = await stored(parts.mongo)
    missing = goals(see, theirs.touchpoints[0].id, new_id(Kind.TOUCHPOINT))
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.update_persona(TENANT, maya.id, 2, missing)
    assert [(".".join(issue.path), issue.code) for issue in caught.value.issues] == [
        ("input.goals.1.tasks.0.touchpointIds.1", ProblemCode.NOT_FOUND),
        ("input.goals.1.tasks.0.touchpointIds.2", ProblemCode.NOT_FOUND),
    ]
    assert await stored(parts.mongo) == before


async def test_an_update_changes_what_was_sent_alone(parts: Parts, maya: Persona) -> None:
    """Absent is unchanged, null clears, nothing changed raises nothing, and no journey is told."""
    changes = {"segment": None, "circumstances": None, "triggers": ("a", "b")}
    after = await parts.editing.update_persona(TENANT, maya.id, 1, changes)
    assert after == maya.changed(segment=None, circumstances=None, triggers=("a", "b"), revision=2)
    assert await parts.editing.update_persona(TENANT, maya.id, 2, changes) == after
    assert await parts.atlas.personas(TENANT, [maya.id]) == {maya.id: after}
    assert (await stored(parts.mongo))["changes"] == []


async def test_of_twenty_edits_of_one_revision_one_wins(parts: Parts, maya: Persona) -> None:
    """The others are stale and change nothing."""
    edits = [parts.editing.update_persona(TENANT, maya.id, 1, {"name": f"N{n}"}) for n in range(20)]
    answers = await asyncio.gather(*edits, return_exceptions=True)
    won = [each for each in answers if isinstance(each, Persona)]
    stale = [each.current_revision for each in answers if isinstance(each, Conflict)]
    assert (len(won), stale) == (1, [2] * 19)
    assert await parts.atlas.personas(TENANT, [maya.id]) == {maya.id: won[0]}


async def test_a_persona_of_a_live_journey_stays(parts: Parts, maya: Persona) -> None:
    """The Conflict names the journey, so that somebody can go there."""
    journey = await parts.editing.create_journey(TENANT, a_journey(persona_ids=(maya.id,)))
    before = await stored(parts.mongo)
    with pytest.raises(Conflict) as caught:
        await parts.editing.delete_persona(TENANT, maya.id)
    assert (caught.value.code, caught.value.path) == (ProblemCode.IN_USE, ("id",))
    assert '"Join"' in caught.value.message
    assert journey.id in caught.value.message
    assert await stored(parts.mongo) == before


async def test_archived_journeys_let_a_persona_go(parts: Parts, maya: Persona) -> None:
    """They lose it, one revision up, so that restoring them never brings back a persona that is not there."""
    john = await parts.editing.create_persona(TENANT, PersonaDraft("John"))
    journey = await parts.editing.create_journey(TENANT, a_journey(persona_ids=(maya.id, john.id)))
    archived = await parts.editing.archive_journey(TENANT, journey.id)
    await parts.editing.delete_persona(TENANT, maya.id)
    assert await parts.atlas.personas(TENANT, [maya.id, john.id]) == {john.id: john}
    restored = await parts.editing.restore_journey(TENANT, journey.id)
    assert restored == archived.changed(archived_at=None, persona_ids=(john.id,), revision=4)


async def test_what_is_deleted_is_not_found(parts: Parts, maya: Persona) -> None:
    """By a second deletion and by an update; no id at all is malformed."""
    await parts.editing.delete_persona(TENANT, maya.id)
    with pytest.raises(NotFound):
        await parts.editing.delete_persona(TENANT, maya.id)
    with pytest.raises(NotFound):
        await parts.editing.update_persona(TENANT, maya.id, 1, {"name": "x"})
    with pytest.raises(MalformedId):
        await parts.editing.delete_persona(TENANT, "x")


async def test_a_deletion_and_a_journey_do_not_pass_each_other(parts: Parts) -> None:
    """Whoever comes first wins: never a live journey with a persona that is gone."""
    for n in range(10):
        persona = await parts.editing.create_persona(TENANT, PersonaDraft(f"P{n}"))
        draft = a_journey(f"J{n}", persona_ids=(persona.id,))
        empty = await parts.editing.create_journey(TENANT, a_journey(f"E{n}"))
        made, updated, deleted = await asyncio.gather(
            parts.editing.create_journey(TENANT, draft),
            parts.editing.update_journey(TENANT, empty.id, 1, {"persona_ids": (persona.id,)}),
            parts.editing.delete_persona(TENANT, persona.id),
            return_exceptions=True,
        )
        there = bool(await parts.atlas.personas(TENANT, [persona.id]))
        assert there == (isinstance(made, Journey) or isinstance(updated, Journey)), n
        assert there == isinstance(deleted, Conflict)
        assert isinstance(made, Journey | InvalidInput)
        assert isinstance(updated, Journey | InvalidInput)


async def test_a_deletion_and_a_restoration_do_not_pass_each_other(parts: Parts) -> None:
    """Either the persona stays because the journey lives, or the journey comes back without it."""
    for n in range(10):
        persona = await parts.editing.create_persona(TENANT, PersonaDraft(f"P{n}"))
        journey = await parts.editing.create_journey(TENANT, a_journey(f"J{n}", persona_ids=(persona.id,)))
        await parts.editing.archive_journey(TENANT, journey.id)
        restored, _ = await asyncio.gather(
            parts.editing.restore_journey(TENANT, journey.id),
            parts.editing.delete_persona(TENANT, persona.id),
            return_exceptions=True,
        )
        assert isinstance(restored, Journey)
        now = (await parts.atlas.journeys(TENANT, [journey.id]))[journey.id]
        assert list(now.persona_ids) == list(await parts.atlas.personas(TENANT, [persona.id]))
