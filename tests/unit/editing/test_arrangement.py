"""The travelling order survives every edit."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.vocabulary import Channel
from service.documents.journey import Journey, StageEntry, TouchpointEntry
from service.editing.arrangement import with_stage, with_touchpoint
from service.editing.spot import Spot
from service.errors import InvalidInput, ProblemCode

SINCE = datetime(2026, 3, 1, tzinfo=UTC)
POSITION = Spot().at("position")


def a_journey(*stages: str) -> Journey:
    """Make a journey; each stage is written as its touchpoints, capital letters are removed ones."""
    return Journey(
        id="j",
        tenant="north",
        name="Join",
        stages=tuple(StageEntry(id=str(place), name="S") for place, _ in enumerate(stages)),
        touchpoints=tuple(
            TouchpointEntry(
                id=letter,
                stage=str(place),
                name=letter,
                channels=(Channel.WEB,),
                archived_at=SINCE if letter.isupper() else None,
            )
            for place, letters in enumerate(stages)
            for letter in letters
        ),
    )


def written(journey: Journey) -> str:
    """Write all its touchpoints in order."""
    return "".join(each.id for each in journey.touchpoints)


def moved(journey: Journey, id_: str, stage: str, position: int | None) -> Journey:
    """Move a touchpoint of it."""
    entry = journey.touchpoint(id_)
    assert entry
    return with_touchpoint(journey, entry.changed(stage=stage), position, POSITION)


@pytest.mark.parametrize(
    ("id_", "stage", "position", "order"),
    [
        ("a", "0", 0, "aXbcdeY"),
        ("a", "0", 1, "XbacdeY"),
        ("a", "0", None, "XbcadeY"),
        ("c", "0", 0, "caXbdeY"),
        ("a", "1", 0, "XbcadeY"),
        ("a", "1", 1, "XbcdaeY"),
        ("a", "1", 2, "XbcdeYa"),
        ("a", "2", 0, "XbcdeYa"),
        ("e", "0", 3, "aXbcedY"),
    ],
)
def test_a_touchpoint_goes_where_it_is_put(id_: str, stage: str, position: int | None, order: str) -> None:
    """Positions count the present touchpoints of the stage; null is after all of them."""
    assert written(moved(a_journey("aXbc", "deY", ""), id_, stage, position)) == order


@pytest.mark.parametrize(("stage", "order"), [(0, "deaXbcf"), (1, "deaXbcf"), (None, "defaXbc")])
def test_a_stage_takes_its_touchpoints_along(stage: int | None, order: str) -> None:
    """Removed ones travel with their stage too."""
    journey = a_journey("aXbc", "de", "f")
    moving = 1 if stage == 0 else 0
    assert written(with_stage(journey, journey.stages[moving], stage, POSITION)) == order


def test_a_removed_touchpoint_outlives_its_stage() -> None:
    """Without a stage it stays behind the one that was before it."""
    journey = a_journey("a", "X", "b")
    orphaned = journey.changed(stages=(journey.stages[0], journey.stages[2]))
    assert written(with_stage(orphaned, orphaned.stages[0], None, POSITION)) == "baX"


@pytest.mark.parametrize("position", [-1, 3])
def test_a_position_beyond_the_end_is_refused(position: int) -> None:
    """The message tells how far it may go."""
    with pytest.raises(InvalidInput) as caught:
        moved(a_journey("abc"), "a", "0", position)
    (issue,) = caught.value.issues
    assert (issue.path, issue.code) == (("input", "position"), ProblemCode.OUT_OF_RANGE)
    assert issue.message == f"position is {position}: send a position from 0 to 2"


@given(st.data())
def test_any_moves_keep_all_touchpoints_in_stage_order(data: st.DataObject) -> None:
    """Nothing is lost or doubled, stages stay contiguous, and the moved one stands at its position."""
    journey = a_journey("aBc", "D", "efG", "")
    for _ in range(data.draw(st.integers(1, 8))):
        id_ = data.draw(st.sampled_from("acef"))
        stage = data.draw(st.sampled_from("0123"))
        peers = [each for each in journey.of_stage(stage) if each.id != id_]
        position = data.draw(st.none() | st.integers(0, len(peers)))
        journey = moved(journey, id_, stage, position)
        assert sorted(written(journey)) == sorted("aBcDefG")
        stages = [each.stage for each in journey.touchpoints]
        assert stages == sorted(stages)
        place = len(peers) if position is None else position
        assert journey.of_stage(stage)[place].id == id_
        assert [each for each in journey.of_stage(stage) if each.id != id_] == peers
