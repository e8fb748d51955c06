"""A journey answers for its map, and what is stored comes back."""

from datetime import UTC, datetime

import bson

from scoring.plan import Plan, PlannedTouchpoint
from scoring.vocabulary import Channel, Emotion
from service.documents.journey import IntendedEmotion, Journey, StageEntry, TouchpointEntry

SINCE = datetime(2026, 3, 1, tzinfo=UTC)


def touchpoint(id_: str, stage: str, archived_at: datetime | None = None) -> TouchpointEntry:
    """Make a touchpoint on WEB that should feel like joy."""
    joy = IntendedEmotion(emotion=Emotion.JOY, weight=2)
    return TouchpointEntry(
        id=id_,
        stage=stage,
        name=id_.upper(),
        channels=(Channel.WEB,),
        intended_emotions=(joy,),
        archived_at=archived_at,
    )


JOURNEY = Journey(
    id="j",
    tenant="north",
    name="Join",
    persona_ids=("p",),
    stages=(StageEntry(id="s1", name="One", expected_emotion=Emotion.TRUST), StageEntry(id="s2", name="Two")),
    touchpoints=(
        touchpoint("a", "s1"),
        touchpoint("gone", "s1", SINCE),
        touchpoint("b", "s1"),
        touchpoint("orphan", "s0", SINCE),
        touchpoint("c", "s2"),
    ),
    body=b"hash",
)


def test_the_database_gives_back_what_it_was_given() -> None:
    """Stored under the API's names, with the flag that indexes need, and read back equal."""
    stored = bson.decode(bson.encode(JOURNEY.stored()), bson.CodecOptions(tz_aware=True))
    assert Journey.model_validate(stored) == JOURNEY
    assert (stored["_id"], stored["archived"], stored["personaIds"]) == ("j", False, ["p"])
    assert stored["touchpoints"][0]["intendedEmotions"] == [{"emotion": "JOY", "weight": 2.0}]
    assert JOURNEY.changed(archived_at=SINCE).stored()["archived"] is True


def test_removed_touchpoints_are_kept_apart() -> None:
    """Present ones in travelling order, removed ones beside, all of them by id."""
    assert [each.id for each in JOURNEY.present] == ["a", "b", "c"]
    assert [each.id for each in JOURNEY.removed] == ["gone", "orphan"]
    assert [each.id for each in JOURNEY.of_stage("s1")] == ["a", "b"]
    assert JOURNEY.touchpoint("gone") == JOURNEY.touchpoints[1]
    assert (JOURNEY.touchpoint("x"), JOURNEY.stage("s0")) == (None, None)
    assert JOURNEY.stage("s2") == JOURNEY.stages[1]


def test_the_order_counts_present_touchpoints_from_zero() -> None:
    """A removed one has the order it would have."""
    assert [JOURNEY.order_of(each.id) for each in JOURNEY.touchpoints] == [0, 1, 1, 2, 2]


def test_the_plan_says_what_scores_need() -> None:
    """Stages become their places; a removed touchpoint without a stage is of stage -1."""

    def planned(id_: str, stage: int) -> PlannedTouchpoint:
        return PlannedTouchpoint(id_, id_.upper(), 1.0, 5.0, (Channel.WEB,), ((Emotion.JOY, 2.0),), stage)

    assert JOURNEY.plan == Plan(
        (planned("a", 0), planned("b", 0), planned("c", 1)), (planned("gone", 0), planned("orphan", -1))
    )


def test_a_changed_journey_remembers_nothing_of_the_old_one() -> None:
    """What was worked out from the old touchpoints is worked out anew; the old journey stays as it was."""
    assert len(JOURNEY.present) == 3
    shorter = JOURNEY.changed(touchpoints=JOURNEY.touchpoints[:1])
    assert [each.id for each in shorter.present] == ["a"]
    assert len(shorter.plan.touchpoints) == 1
    assert len(JOURNEY.present) == 3
