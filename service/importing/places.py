"""Places: the journey an export is about, and the names that its rows may use."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from service.documents.ids import Kind, kind_of
from service.documents.journey import Journey
from service.errors import BadUserInput
from service.importing.names import MOST_LISTED, Names, folded
from service.queries.atlas import Atlas
from service.queries.paging import MOST, Page, PageRequest

T = TypeVar("T")


async def find_journey(atlas: Atlas, tenant: str, told: str) -> Journey | None:
    """Find a journey by id, or a live one by name. Raises BadUserInput for a name that several have."""
    if kind_of(told) is Kind.JOURNEY:
        return (await atlas.journeys(tenant, [told])).get(told)
    live = await _all(lambda page: atlas.journey_page(tenant, page))
    found = [each for each in live if folded(each.name) == folded(told)]
    if len(found) > 1:
        raise BadUserInput(f"--journey {told} is the name of {len(found)}: give an id ({found[0].id} ...)")
    return found[0] if found else None


async def journey_names(atlas: Atlas, tenant: str) -> str:
    """List some journeys, for the message that one is missing."""
    page = await atlas.journey_page(tenant, PageRequest(first=MOST_LISTED))
    more = " ..." if page.has_next_page else ""
    return ", ".join(each.name for each in page.items) + more


def touchpoint_names(journey: Journey | None) -> Names:
    """Know a journey's touchpoints by name; without one, only ids are known."""
    if journey is None:
        return Names(Kind.TOUCHPOINT, advice="give its id, or its name with --journey")
    return Names(
        Kind.TOUCHPOINT,
        known=[(each.name, each.id) for each in journey.present],
        retired=[(each.name, each.id) for each in journey.removed],
        advice=f" (journey {journey.name}); --create makes it",
    )


async def persona_names(atlas: Atlas, tenant: str) -> Names:
    """Know all personas by name."""
    personas = await _all(lambda page: atlas.persona_page(tenant, page))
    known = [(each.name, each.id) for each in personas]
    return Names(Kind.PERSONA, known=known, advice="" if known else "there are no personas yet")


async def _all(read: Callable[[PageRequest], Awaitable[Page[T]]]) -> list[T]:
    """Read page by page to the end."""
    page = await read(PageRequest(first=MOST))
    items = page.items
    while page.has_next_page:
        page = await read(PageRequest(first=MOST, after=page.cursors[-1]))
        items = [*items, *page.items]
    return items
