"""Stages and touchpoints are added, changed, moved and removed one edit at a time."""

import pytest

from scoring.vocabulary import Channel, Emotion
from service.app.parts import Parts
from service.documents.ids import Kind, new_id
from service.documents.journey import IntendedEmotion, Journey
from service.editing.drafts import JourneyDraft, StageDraft
from service.errors import Conflict, InvalidInput, LimitExceeded, NotFound, ProblemCode
from tests.service.drafting import TENANT, a_journey, a_stage, a_touchpoint, announced, outline, stored


@pytest.fixture
async def journey(parts: Parts) -> Journey:
    """Make a journey: Decide (See, Compare), Buy (Check out)."""
    return await parts.editing.create_journey(TENANT, a_journey())


async def reread(parts: Parts, journey: Journey) -> Journey:
    """Read it again."""
    return (await parts.atlas.journeys(TENANT, [journey.id]))[journey.id]


async def refused(parts: Parts, edit, kind: type, code: ProblemCode, *path: str) -> None:
    """Expect a refusal that changes nothing."""
    before = await stored(parts.mongo)
    with pytest.raises(kind) as caught:
        await edit
    assert (caught.value.code, caught.value.path) == (code, path)
    assert await stored(parts.mongo) == before


async def test_a_stage_is_added_where_it_is_put(parts: Parts, journey: Journey) -> None:
    """With its touchpoints, at the end unless a position says otherwise."""
    first = await parts.editing.add_stage(TENANT, journey.id, a_stage("Notice", "Advert"), 0, 1)
    assert list(outline(first)) == ["Notice", "Decide", "Buy"]
    last = await parts.editing.add_stage(TENANT, journey.id, a_stage("Use", "First call"), None, 2)
    assert outline(last) == {
        "Notice": ["Advert"],
        "Decide": ["See", "Compare"],
        "Buy": ["Check out"],
        "Use": ["First call"],
    }
    assert [each.name for each in last.present] == ["Advert", "See", "Compare", "Check out", "First call"]
    assert await reread(parts, journey) == last
    assert last.revision == 3


async def test_a_stage_is_renamed_moved_and_freed_of_its_emotion(parts: Parts, journey: Journey) -> None:
    """Its touchpoints travel with it."""
    decide = journey.stages[0]
    changes = {"name": "Choose", "expected_emotion": None, "position": 1}
    after = await parts.editing.update_stage(TENANT, decide.id, changes, 1)
    assert outline(after) == {"Buy": ["Check out"], "Choose": ["See", "Compare"]}
    assert after.stages[1] == decide.changed(name="Choose", expected_emotion=None)
    assert await parts.editing.update_stage(TENANT, decide.id, {"position": 1}) == after


async def test_a_stage_is_removed_when_it_is_empty(parts: Parts, journey: Journey) -> None:
    """A removed touchpoint does not keep it; it outlives its stage and still resolves."""
    buy = journey.stages[1]
    edits = parts.editing
    await refused(parts, edits.remove_stage(TENANT, buy.id), Conflict, ProblemCode.IN_USE, "id")
    (check_out,) = journey.of_stage(buy.id)
    await edits.remove_touchpoint(TENANT, check_out.id)
    after = await edits.remove_stage(TENANT, buy.id, 2)
    assert outline(after) == {"Decide": ["See", "Compare"]}
    found = await parts.atlas.journeys_of_touchpoints(TENANT, [check_out.id])
    assert found == {check_out.id: after}
    assert after.stage(check_out.stage) is None
    assert await parts.atlas.journeys_of_stages(TENANT, [buy.id]) == {}


async def test_a_journey_keeps_one_stage(parts: Parts) -> None:
    """The last one is in use though it is empty."""
    empty = await parts.editing.create_journey(TENANT, JourneyDraft("Join", stages=(StageDraft("S"),)))
    edit = parts.editing.remove_stage(TENANT, empty.stages[0].id)
    await refused(parts, edit, Conflict, ProblemCode.IN_USE, "id")


async def test_a_touchpoint_is_added_where_it_is_put(parts: Parts, journey: Journey) -> None:
    """Positions are 0-based within the stage; the answer holds the touchpoint as the journey has it."""
    draft = a_touchpoint("Ask", intended_emotions=((Emotion.TRUST, 2.0),), moment_weight=3)
    after, ask = await parts.editing.add_touchpoint(TENANT, journey.stages[0].id, draft, 1, 1)
    assert outline(after) == {"Decide": ["See", "Ask", "Compare"], "Buy": ["Check out"]}
    assert after.touchpoint(ask.id) == ask
    assert (ask.moment_weight, ask.design_importance) == (3.0, 5.0)
    assert ask.intended_emotions == (IntendedEmotion(emotion=Emotion.TRUST, weight=2.0),)
    assert after.order_of(ask.id) == 1
    assert await reread(parts, journey) == after


async def test_a_touchpoint_changes_what_was_sent_alone(parts: Parts, journey: Journey) -> None:
    """Each field alone, and the plan that scores read follows."""
    see = journey.touchpoints[0]
    changes = {"channels": (Channel.APP, Channel.SHOP), "intended_emotions": ((Emotion.JOY, 1.0),)}
    after, changed = await parts.editing.update_touchpoint(TENANT, see.id, changes, 1)
    joy = IntendedEmotion(emotion=Emotion.JOY, weight=1.0)
    assert changed == see.changed(channels=(Channel.APP, Channel.SHOP), intended_emotions=(joy,))
    assert after.plan.touchpoints[0].intended == ((Emotion.JOY, 1.0),)
    assert after.plan.touchpoints[1:] == journey.plan.touchpoints[1:]
    assert await announced(parts.mongo) == [(journey.id, "MAP_EDIT")]


async def test_a_touchpoint_moves_within_its_journey(parts: Parts, journey: Journey) -> None:
    """To another stage's end, to a position there, and within its own."""
    see, compare, check_out = journey.touchpoints
    buy = journey.stages[1].id
    there, _ = await parts.editing.update_touchpoint(TENANT, see.id, {"stage_id": buy})
    assert outline(there) == {"Decide": ["Compare"], "Buy": ["Check out", "See"]}
    first, moved = await parts.editing.update_touchpoint(TENANT, see.id, {"position": 0})
    assert outline(first) == {"Decide": ["Compare"], "Buy": ["See", "Check out"]}
    assert moved == see.changed(stage=buy)
    both = {"stage_id": buy, "position": 1}
    all_there, _ = await parts.editing.update_touchpoint(TENANT, compare.id, both)
    assert outline(all_there) == {"Decide": [], "Buy": ["See", "Compare", "Check out"]}
    same = {"stage_id": buy, "position": 2}
    assert (await parts.editing.update_touchpoint(TENANT, check_out.id, same))[0] == all_there


async def test_a_touchpoint_moves_to_no_other_journey(parts: Parts, journey: Journey) -> None:
    """A stage of another journey is as unknown as none."""
    other = await parts.editing.create_journey(TENANT, a_journey("Leave"))
    for stage in (other.stages[0].id, new_id(Kind.STAGE)):
        edit = parts.editing.update_touchpoint(TENANT, journey.touchpoints[0].id, {"stage_id": stage})
        await refused(parts, edit, InvalidInput, ProblemCode.NOT_FOUND, "input", "stageId")


async def test_a_position_beyond_the_end_is_refused(parts: Parts, journey: Journey) -> None:
    """By every edit that takes one; one past the last is a place only for something new."""
    decide, see = journey.stages[0].id, journey.touchpoints[0].id
    edits = parts.editing
    for edit in (
        edits.add_stage(TENANT, journey.id, a_stage(), 3),
        edits.add_stage(TENANT, journey.id, a_stage(), -1),
        edits.update_stage(TENANT, decide, {"position": 2}),
        edits.add_touchpoint(TENANT, decide, a_touchpoint(), 3),
        edits.update_touchpoint(TENANT, see, {"position": 2}),
        edits.update_touchpoint(TENANT, see, {"stage_id": journey.stages[1].id, "position": 2}),
    ):
        await refused(parts, edit, InvalidInput, ProblemCode.OUT_OF_RANGE, "input", "position")


async def test_a_removed_touchpoint_leaves_the_map_and_stays_known(parts: Parts, journey: Journey) -> None:
    """It is off the map and out of the plan, still found by its id, and removing it again changes nothing."""
    see = journey.touchpoints[0]
    after, removed = await parts.editing.remove_touchpoint(TENANT, see.id, 1)
    assert removed.archived_at
    assert after.removed == (removed,)
    assert [each.id for each in after.plan.touchpoints] == [each.id for each in journey.touchpoints[1:]]
    assert await parts.atlas.journeys_of_touchpoints(TENANT, [see.id]) == {see.id: after}
    assert await parts.editing.remove_touchpoint(TENANT, see.id) == (after, removed)
    assert await announced(parts.mongo) == [(journey.id, "MAP_EDIT")]
    edit = parts.editing.update_touchpoint(TENANT, see.id, {"name": "x"})
    await refused(parts, edit, NotFound, ProblemCode.NOT_FOUND, "input", "id")


async def test_the_last_touchpoint_stays(parts: Parts, journey: Journey) -> None:
    """A map without a moment is none: add another first."""
    see, compare, check_out = (each.id for each in journey.touchpoints)
    await parts.editing.remove_touchpoint(TENANT, see)
    await parts.editing.remove_touchpoint(TENANT, check_out)
    edit = parts.editing.remove_touchpoint(TENANT, compare)
    await refused(parts, edit, Conflict, ProblemCode.IN_USE, "id")


async def test_a_full_map_takes_nothing_more(parts: Parts) -> None:
    """200 touchpoints and 50 stages; removing one makes room."""
    stages = tuple(a_stage(f"S{n}", *["T"] * 4) for n in range(50))
    full = await parts.editing.create_journey(TENANT, a_journey(stages=stages))
    edits, stage = parts.editing, full.stages[0].id
    too_many = (LimitExceeded, ProblemCode.TOO_MANY, "input")
    await refused(parts, edits.add_stage(TENANT, full.id, a_stage()), *too_many, "stage")
    await refused(parts, edits.add_touchpoint(TENANT, stage, a_touchpoint()), *too_many, "touchpoint")
    await edits.remove_touchpoint(TENANT, full.touchpoints[0].id)
    after, _ = await edits.add_touchpoint(TENANT, stage, a_touchpoint())
    assert len(after.present) == 200


async def test_removed_touchpoints_have_a_bound_too(parts: Parts, journey: Journey) -> None:
    """Adding and removing for ever would make every read slow: 1,000 is all a journey keeps."""
    gone = journey.touchpoints[0]
    kept = tuple(
        gone.changed(id=f"t{n}", archived_at=journey.archived_at or "2026-03-01T00:00:00Z")
        for n in range(997)
    )
    bulky = journey.changed(touchpoints=(*journey.touchpoints, *kept))
    await parts.mongo.of(TENANT)["journeys"].replace({"_id": journey.id}, bulky.stored())
    edit = parts.editing.add_touchpoint(TENANT, journey.stages[0].id, a_touchpoint())
    await refused(parts, edit, LimitExceeded, ProblemCode.TOO_MANY, "input", "touchpoint")


async def test_a_stale_revision_is_refused_everywhere(parts: Parts, journey: Journey) -> None:
    """expectedRevision is the journey's, whatever is edited."""
    await parts.editing.update_journey(TENANT, journey.id, 1, {"name": "Leave"})
    stage, touchpoint = journey.stages[0].id, journey.touchpoints[0].id
    edits = parts.editing
    stale = (Conflict, ProblemCode.STALE_REVISION)
    for edit in (
        edits.add_stage(TENANT, journey.id, a_stage(), None, 1),
        edits.update_stage(TENANT, stage, {"name": "x"}, 1),
        edits.add_touchpoint(TENANT, stage, a_touchpoint(), None, 1),
        edits.update_touchpoint(TENANT, touchpoint, {"name": "x"}, 1),
    ):
        await refused(parts, edit, *stale, "input", "expectedRevision")
    for edit in (
        edits.archive_journey(TENANT, journey.id, 1),
        edits.restore_journey(TENANT, journey.id, 1),
        edits.remove_stage(TENANT, stage, 1),
        edits.remove_touchpoint(TENANT, touchpoint, 1),
    ):
        await refused(parts, edit, *stale, "expectedRevision")


async def test_what_is_not_there_is_not_found(parts: Parts) -> None:
    """A stage or touchpoint of nobody, by every edit."""
    edits, stage, touchpoint = parts.editing, new_id(Kind.STAGE), new_id(Kind.TOUCHPOINT)
    for edit, path in (
        (edits.update_stage(TENANT, stage, {}), ("input", "id")),
        (edits.remove_stage(TENANT, stage), ("id",)),
        (edits.add_touchpoint(TENANT, stage, a_touchpoint()), ("input", "stageId")),
        (edits.update_touchpoint(TENANT, touchpoint, {}), ("input", "id")),
        (edits.remove_touchpoint(TENANT, touchpoint), ("id",)),
    ):
        await refused(parts, edit, NotFound, ProblemCode.NOT_FOUND, *path)


async def test_a_removed_stage_is_not_found(parts: Parts) -> None:
    """Nothing of it is kept."""
    journey = await parts.editing.create_journey(TENANT, a_journey(stages=(a_stage("A", "x"), a_stage("B"))))
    gone = journey.stages[1].id
    await parts.editing.remove_stage(TENANT, gone)
    edit = parts.editing.update_stage(TENANT, gone, {"name": "x"})
    await refused(parts, edit, NotFound, ProblemCode.NOT_FOUND, "input", "id")
