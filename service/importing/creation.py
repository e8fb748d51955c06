"""Creation: the journey and the touchpoints that a first import needs."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from scoring.vocabulary import Channel
from service.documents.ids import Kind, new_id
from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.editing import Editing
from service.editing.drafts import JourneyDraft, StageDraft, TouchpointDraft
from service.errors import BadUserInput
from service.importing.names import folded
from service.importing.row import Cell, Row, Unreadable
from service.importing.translation import DEFAULTS, Translation
from service.importing.unfit import Unfit

STAGE: Final = "Imported"

Wanted = Mapping[str, tuple[Channel, ...]]
"""Touchpoints to make: their names, and the channels they are met on."""


def wanted(
    rows: Iterable[Row | Unreadable], translation: Translation, constant: str | None, most: int
) -> Wanted:
    """Gather the touchpoints that rows name and the map lacks, in the order they come.

    Raises BadUserInput for more than `most`: then it is no column of touchpoints.
    """
    channels: dict[str, dict[Channel, None]] = {}
    names: dict[str, str] = {}
    for row in (row for row in rows if isinstance(row, Row)):
        name, channel = _name(row, translation, constant), _channel(row, translation)
        if name is None or channel is None or name in translation.reading.touchpoints:
            continue
        names.setdefault(folded(name), " ".join(name.split()))
        channels.setdefault(folded(name), {})[channel] = None
        if len(names) > most:
            said = f"touchpoint has more than {most} values, such as {name[:60]!r}: is it the right column?"
            raise BadUserInput(said)
    return {name: tuple(channels[key]) for key, name in names.items()}


def _name(row: Row, translation: Translation, constant: str | None) -> str | None:
    label = translation.columns.get("touchpoint")
    cell: Cell = translation.meant("touchpoint", row.cells.get(label, "")) if label else ""
    return (cell or constant) if isinstance(cell, str) else None


def _channel(row: Row, translation: Translation) -> Channel | None:
    """Read the channel; None where it is none, and the row will be refused."""
    constant = translation.constants.get("channel", DEFAULTS["channel"])
    label = translation.columns.get("channel")
    try:
        read = translation.value("channel", row.cells.get(label, "")) if label else None
    except Unfit:
        return None
    return Channel(str(read or constant))


async def created(
    editing: Editing, tenant: str, journey: Journey | None, name: str, wanted: Wanted
) -> Journey:
    """Make the touchpoints in the stage Imported, in their order; of a new journey, if there is none.

    A new journey's scores look at all time, as exports are old. Raises the Refusals of Editing.
    """
    draft = StageDraft(STAGE, touchpoints=tuple(TouchpointDraft(*each) for each in wanted.items()))
    if journey is None:
        new = JourneyDraft(name, score_window_days=None, stages=(draft,))
        return await editing.create_journey(tenant, new, _key(name, wanted))
    stage = next((each for each in journey.stages if each.name == STAGE), None)
    if stage is None:
        return await editing.add_stage(tenant, journey.id, draft)
    for touchpoint in draft.touchpoints:
        journey, _ = await editing.add_touchpoint(tenant, stage.id, touchpoint)
    return journey


def _key(name: str, wanted: Wanted) -> str:
    """Let two imports that start at once make one journey."""
    return "import:" + hashlib.sha256("\0".join((name, *wanted)).encode()).hexdigest()


def planned(tenant: str, journey: Journey | None, name: str, wanted: Wanted) -> Journey:
    """Draw the map as `created` would make it; nothing is stored."""
    journey = journey or Journey(id=new_id(Kind.JOURNEY), tenant=tenant, name=name)
    stage = StageEntry(id=new_id(Kind.STAGE), name=STAGE)
    places = tuple(
        TouchpointEntry(id=new_id(Kind.TOUCHPOINT), stage=stage.id, name=each, channels=channels)
        for each, channels in wanted.items()
    )
    return journey.changed(touchpoints=(*journey.touchpoints, *places))
