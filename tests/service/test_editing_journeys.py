"""Journeys are made once, revised one after the other, and announced."""

import asyncio

import pytest

from service.app.parts import Parts
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey
from service.editing.drafts import JourneyDraft, PersonaDraft, StageDraft
from service.errors import Conflict, InvalidInput, LimitExceeded, NotFound, ProblemCode, Refusal
from tests.service.drafting import TENANT, a_journey, a_stage, announced, outline, stored


@pytest.fixture
async def journey(parts: Parts) -> Journey:
    """Make a journey."""
    return await parts.editing.create_journey(TENANT, a_journey(description="d", purpose="p"))


async def test_what_is_created_is_what_is_read(parts: Parts) -> None:
    """One call makes the whole map; the answer equals what every later read gives."""
    maya = await parts.editing.create_persona(TENANT, PersonaDraft("Maya"))
    draft = a_journey(" Join\n", description="", purpose="Get a line", persona_ids=(maya.id,))
    journey = await parts.editing.create_journey(TENANT, draft)
    assert (await parts.atlas.journeys(TENANT, [journey.id])) == {journey.id: journey}
    assert (journey.name, journey.description, journey.purpose) == ("Join", None, "Get a line")
    assert (journey.revision, journey.score_window_days, journey.persona_ids) == (1, 90, (maya.id,))
    assert outline(journey) == {"Decide": ["See", "Compare"], "Buy": ["Check out"]}
    assert len({journey.id, *(each.id for each in (*journey.stages, *journey.touchpoints))}) == 6


async def test_a_journey_may_start_without_touchpoints_but_not_without_a_stage(parts: Parts) -> None:
    """An empty stage is a place to put something; no stage is nothing."""
    journey = await parts.editing.create_journey(TENANT, JourneyDraft("Join", stages=(StageDraft("Decide"),)))
    assert journey.present == ()
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.create_journey(TENANT, JourneyDraft("Join"))
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [
        (("input", "stages"), ProblemCode.REQUIRED)
    ]


async def test_personas_have_to_exist(parts: Parts) -> None:
    """Unknown ones and another tenant's are the same, each named by its place; nothing is stored."""
    mine = await parts.editing.create_persona(TENANT, PersonaDraft("Maya"))
    theirs = await parts.editing.create_persona("south", PersonaDraft("John"))
    ids = (mine.id, theirs.id, new_id(Kind.PERSONA))
    before = await stored(parts.mongo)
    with pytest.raises(InvalidInput) as caught:
        await parts.editing.create_journey(TENANT, a_journey(persona_ids=ids))
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [
        (("input", "personaIds", "1"), ProblemCode.NOT_FOUND),
        (("input", "personaIds", "2"), ProblemCode.NOT_FOUND),
    ]
    assert await stored(parts.mongo) == before


@pytest.mark.parametrize(
    "stages",
    [
        (StageDraft("S"),) * 51,
        (a_stage("S", *["T"] * 101), a_stage("S", *["T"] * 100)),
    ],
)
async def test_a_map_has_its_bounds(parts: Parts, stages: tuple[StageDraft, ...]) -> None:
    """50 stages, 200 touchpoints: beyond them is LimitExceeded, before anything else is looked at."""
    with pytest.raises(LimitExceeded) as caught:
        await parts.editing.create_journey(TENANT, a_journey("", stages=stages))
    assert (caught.value.code, caught.value.path) == (ProblemCode.TOO_MANY, ("input", "stages"))
    assert caught.value.retryable is False


async def test_the_largest_map_fits(parts: Parts) -> None:
    """The bounds themselves are allowed."""
    stages = tuple(a_stage(f"S{n}", *["T"] * 4) for n in range(50))
    journey = await parts.editing.create_journey(TENANT, a_journey(stages=stages))
    assert (len(journey.stages), len(journey.present)) == (50, 200)


async def test_twenty_copies_of_one_key_make_one_journey(parts: Parts) -> None:
    """A phone that retries gets the same journey, even all at once."""
    copies = [parts.editing.create_journey(TENANT, a_journey(), "key") for _ in range(20)]
    journeys = await asyncio.gather(*copies)
    assert len({each.id for each in journeys}) == 1
    assert await parts.atlas.journey_count(TENANT) == 1
    assert all(each == journeys[0] for each in journeys)


async def test_a_key_comes_back_with_what_it_made(parts: Parts) -> None:
    """As it is now; another input is a Conflict, another tenant is another world."""
    first = await parts.editing.create_journey(TENANT, a_journey(), "key")
    edited = await parts.editing.update_journey(TENANT, first.id, 1, {"name": "Leave"})
    assert await parts.editing.create_journey(TENANT, a_journey(), "key") == edited
    before = await stored(parts.mongo)
    with pytest.raises(Conflict) as caught:
        await parts.editing.create_journey(TENANT, a_journey("Other"), "key")
    assert caught.value.code is ProblemCode.KEY_REUSED
    assert await stored(parts.mongo) == before
    assert (await parts.editing.create_journey("south", a_journey(), "key")).id != first.id


async def test_a_late_retry_is_answered_though_its_persona_is_gone(parts: Parts) -> None:
    """The key is looked up before anything that depends on what exists now."""
    maya = await parts.editing.create_persona(TENANT, PersonaDraft("Maya"))
    draft = a_journey(persona_ids=(maya.id,))
    made = await parts.editing.create_journey(TENANT, draft, "key")
    await parts.editing.update_journey(TENANT, made.id, 1, {"persona_ids": ()})
    await parts.editing.delete_persona(TENANT, maya.id)
    assert (await parts.editing.create_journey(TENANT, draft, "key")).id == made.id


async def test_an_update_changes_what_was_sent_alone(parts: Parts, journey: Journey) -> None:
    """Absent is unchanged, null clears, the revision rises by one, and everybody is told."""
    after = await parts.editing.update_journey(
        TENANT, journey.id, 1, {"description": None, "score_window_days": None, "name": "Leave"}
    )
    assert after == journey.changed(name="Leave", description=None, score_window_days=None, revision=2)
    assert (await parts.atlas.journeys(TENANT, [journey.id]))[journey.id] == after
    assert await announced(parts.mongo) == [(journey.id, "MAP_EDIT")]


async def test_an_update_that_changes_nothing_raises_nothing(parts: Parts, journey: Journey) -> None:
    """Saving a form twice is no edit: same revision, nothing announced."""
    before = await stored(parts.mongo)
    assert await parts.editing.update_journey(TENANT, journey.id, 1, {"name": "Join"}) == journey
    assert await parts.editing.update_journey(TENANT, journey.id, 1, {}) == journey
    assert await parts.editing.restore_journey(TENANT, journey.id) == journey
    assert await stored(parts.mongo) == before


async def test_a_stale_revision_changes_nothing(parts: Parts, journey: Journey) -> None:
    """The Conflict tells the current revision, also where the change would be none."""
    await parts.editing.update_journey(TENANT, journey.id, 1, {"name": "Leave"})
    before = await stored(parts.mongo)
    for changes in ({"name": "Stay"}, {"name": "Leave"}):
        with pytest.raises(Conflict) as caught:
            await parts.editing.update_journey(TENANT, journey.id, 1, changes)
        assert (caught.value.code, caught.value.current_revision) == (ProblemCode.STALE_REVISION, 2)
        assert caught.value.path == ("input", "expectedRevision")
    assert await stored(parts.mongo) == before


async def test_of_twenty_edits_of_one_revision_one_wins(parts: Parts, journey: Journey) -> None:
    """The others learn that they were too late; one edit is stored and announced."""
    edits = [parts.editing.update_journey(TENANT, journey.id, 1, {"name": f"N{n}"}) for n in range(20)]
    answers = await asyncio.gather(*edits, return_exceptions=True)
    won = [each for each in answers if isinstance(each, Journey)]
    lost = [each for each in answers if isinstance(each, Conflict)]
    assert (len(won), len(lost)) == (1, 19)
    assert {(each.code, each.current_revision) for each in lost} == {(ProblemCode.STALE_REVISION, 2)}
    assert await parts.atlas.journeys(TENANT, [journey.id]) == {journey.id: won[0]}
    assert await announced(parts.mongo) == [(journey.id, "MAP_EDIT")]


async def test_edits_without_a_revision_all_happen(parts: Parts, journey: Journey) -> None:
    """One after the other, none lost: twenty stages more, twenty revisions up, twenty pulses."""
    edits = [parts.editing.add_stage(TENANT, journey.id, a_stage(f"S{n}")) for n in range(20)]
    answers = await asyncio.gather(*edits)
    assert sorted(each.revision for each in answers) == list(range(2, 22))
    after = (await parts.atlas.journeys(TENANT, [journey.id]))[journey.id]
    assert {each.name for each in after.stages} == {"Decide", "Buy", *(f"S{n}" for n in range(20))}
    assert await parts.rollups.seqs(TENANT, [after]) == {journey.id: 20}


async def test_archiving_and_restoring(parts: Parts, journey: Journey) -> None:
    """Archived twice is once; it leaves the live list, can be edited, and comes back as it was."""
    archived = await parts.editing.archive_journey(TENANT, journey.id, 1)
    assert archived.archived_at
    assert await parts.editing.archive_journey(TENANT, journey.id) == archived
    counts = [await parts.atlas.journey_count(TENANT, archived=each) for each in (False, True)]
    assert counts == [0, 1]
    renamed = await parts.editing.update_journey(TENANT, journey.id, 2, {"name": "Old"})
    assert renamed == archived.changed(name="Old", revision=3)
    restored = await parts.editing.restore_journey(TENANT, journey.id, 3)
    assert restored == journey.changed(name="Old", revision=4)
    assert [kind for _, kind in await announced(parts.mongo)] == ["ARCHIVED", "MAP_EDIT", "MAP_EDIT"]


async def test_the_answer_is_what_is_stored_to_the_millisecond(parts: Parts, journey: Journey) -> None:
    """A time in an answer never differs from the same time read later."""
    archived = await parts.editing.archive_journey(TENANT, journey.id)
    assert await parts.atlas.journeys(TENANT, [journey.id]) == {journey.id: archived}


async def test_what_is_not_there_is_not_found(parts: Parts) -> None:
    """By every edit of a journey, with the place of the id in the input."""
    missing = new_id(Kind.JOURNEY)
    edits = [
        (parts.editing.update_journey(TENANT, missing, 1, {"name": "x"}), ("input", "id")),
        (parts.editing.archive_journey(TENANT, missing), ("id",)),
        (parts.editing.restore_journey(TENANT, missing, 1), ("id",)),
        (parts.editing.add_stage(TENANT, missing, a_stage()), ("input", "journeyId")),
    ]
    for edit, path in edits:
        with pytest.raises(NotFound) as caught:
            await edit
        assert caught.value.path == path
        assert missing in caught.value.message


async def test_a_malformed_id_is_invalid_input(parts: Parts, journey: Journey) -> None:
    """Another kind's id is as malformed as none."""
    for id_ in ("", "x", journey.stages[0].id, "\0" * 24):
        with pytest.raises(InvalidInput) as caught:
            await parts.editing.update_journey(TENANT, id_, 1, {})
        assert [(issue.path, issue.code) for issue in caught.value.issues] == [
            (("input", "id"), ProblemCode.MALFORMED)
        ]


@pytest.mark.parametrize(
    "changes",
    [{"name": None}, {"name": ""}, {"persona_ids": None}, {"score_window_days": 0}, {"persona_ids": ("x",)}],
)
async def test_a_refused_update_changes_nothing(
    parts: Parts, journey: Journey, changes: dict[str, object]
) -> None:
    """Not even the other, valid fields."""
    before = await stored(parts.mongo)
    with pytest.raises(Refusal):
        await parts.editing.update_journey(TENANT, journey.id, 1, {"purpose": "new", **changes})
    assert await stored(parts.mongo) == before
