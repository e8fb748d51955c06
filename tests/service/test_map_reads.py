"""The map is read in batches by id, by what it holds, and in the order of names."""

from service.app.parts import Parts
from service.editing.drafts import PersonaDraft
from service.queries.paging import PageRequest
from tests.service.drafting import TENANT, a_journey


async def test_batches_answer_what_is_there(parts: Parts) -> None:
    """One entry per id asked for; the unknown are left out, journeys with several of them come for each."""
    join = await parts.editing.create_journey(TENANT, a_journey("Join"))
    leave = await parts.editing.create_journey(TENANT, a_journey("Leave"))
    ids = [join.touchpoints[0].id, join.touchpoints[2].id, leave.touchpoints[1].id, "unknown"]
    found = await parts.atlas.journeys_of_touchpoints(TENANT, ids)
    assert found == {ids[0]: join, ids[1]: join, ids[2]: leave}
    assert await parts.atlas.journeys_of_stages(TENANT, [leave.stages[1].id, "x"]) == {
        leave.stages[1].id: leave
    }
    assert await parts.atlas.journeys(TENANT, [leave.id, "x"]) == {leave.id: leave}


async def test_names_are_ordered_as_the_alphabet_of_machines_has_it(parts: Parts) -> None:
    """By code point, in every process and version the same: capitals first, accents after z."""
    for name in ("b", "É", "a", "Z", "😀", "B"):
        await parts.editing.create_persona(TENANT, PersonaDraft(name))
    page = await parts.atlas.persona_page(TENANT, PageRequest())
    assert [each.name for each in page.items] == ["B", "Z", "a", "b", "É", "😀"]


async def test_lists_are_narrowed(parts: Parts) -> None:
    """Journeys by persona and by being archived, personas by segment; counts agree."""
    maya = await parts.editing.create_persona(TENANT, PersonaDraft("Maya", segment="app"))
    await parts.editing.create_persona(TENANT, PersonaDraft("John", segment="web"))
    hers = await parts.editing.create_journey(TENANT, a_journey("Join", persona_ids=(maya.id,)))
    old = await parts.editing.create_journey(TENANT, a_journey("Old", persona_ids=(maya.id,)))
    old = await parts.editing.archive_journey(TENANT, old.id)
    await parts.editing.create_journey(TENANT, a_journey("Leave"))
    atlas, page = parts.atlas, PageRequest()
    assert [each.name for each in (await atlas.journey_page(TENANT, page)).items] == ["Join", "Leave"]
    assert (await atlas.journey_page(TENANT, page, maya.id)).items == [hers]
    assert (await atlas.journey_page(TENANT, page, maya.id, archived=True)).items == [old]
    assert (await atlas.persona_page(TENANT, page, "app")).items == [maya]
    assert [
        await atlas.journey_count(TENANT),
        await atlas.journey_count(TENANT, maya.id),
        await atlas.journey_count(TENANT, maya.id, archived=True),
        await atlas.persona_count(TENANT),
        await atlas.persona_count(TENANT, "web"),
        await atlas.persona_count(TENANT, "none"),
    ] == [2, 1, 1, 2, 1, 0]


async def test_an_edit_moves_a_journey_in_its_list(parts: Parts) -> None:
    """A renamed journey stands where its new name belongs; a cursor keeps its place."""
    first = await parts.editing.create_journey(TENANT, a_journey("A"))
    second = await parts.editing.create_journey(TENANT, a_journey("B"))
    page = await parts.atlas.journey_page(TENANT, PageRequest(first=1))
    assert page.items == [first]
    moved = await parts.editing.update_journey(TENANT, first.id, 1, {"name": "C"})
    rest = await parts.atlas.journey_page(TENANT, PageRequest(after=page.cursors[0]))
    assert rest.items == [second, moved]
    assert not rest.has_previous_page
