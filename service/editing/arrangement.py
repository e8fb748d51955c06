"""The travelling order: stages one after the other, and the touchpoints within each."""

from collections.abc import Sequence

from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.editing.spot import Spot
from service.errors import ProblemCode


def with_stage(journey: Journey, stage: StageEntry, position: int | None, spot: Spot) -> Journey:
    """Put a stage, new or old, at a position (None: the last) with all its touchpoints."""
    others = [each for each in journey.stages if each.id != stage.id]
    place = settled(position, len(others), spot)
    return arranged(journey, [*others[:place], stage, *others[place:]], journey.touchpoints)


def with_touchpoint(
    journey: Journey, touchpoint: TouchpointEntry, position: int | None, spot: Spot
) -> Journey:
    """Put a touchpoint, new or old, at a position (None: the last) among its stage's present ones."""
    present = [each.id for each in journey.of_stage(touchpoint.stage)]
    peers = [each for each in present if each != touchpoint.id]
    place = settled(position, len(peers), spot)
    if present[place : place + 1] == [touchpoint.id]:
        return with_entry(journey, touchpoint)
    others = [each for each in journey.touchpoints if each.id != touchpoint.id]
    ids = [each.id for each in others]
    index = ids.index(peers[place]) if place < len(peers) else len(others)
    return arranged(journey, journey.stages, [*others[:index], touchpoint, *others[index:]])


def with_entry(journey: Journey, touchpoint: TouchpointEntry) -> Journey:
    """Put a touchpoint where the one with its id was."""
    entries = (touchpoint if each.id == touchpoint.id else each for each in journey.touchpoints)
    return journey.changed(touchpoints=tuple(entries))


def arranged(
    journey: Journey, stages: Sequence[StageEntry], touchpoints: Sequence[TouchpointEntry]
) -> Journey:
    """Sort touchpoints by stage; a removed one that has outlived its stage stays behind the one before it."""
    places = {stage.id: place for place, stage in enumerate(stages)}
    keys, place = {}, 0
    for each in touchpoints:
        place = places.get(each.stage, place)
        keys[each.id] = place
    in_order = sorted(touchpoints, key=lambda each: keys[each.id])
    return journey.changed(stages=tuple(stages), touchpoints=tuple(in_order))


def settled(position: int | None, others: int, spot: Spot) -> int:
    """Choose the place among `others`; raises InvalidInput OUT_OF_RANGE for one beyond the end."""
    place = others if position is None else position
    if not 0 <= place <= others:
        raise spot.refusal(ProblemCode.OUT_OF_RANGE, f"is {place}: send a position from 0 to {others}")
    return place
