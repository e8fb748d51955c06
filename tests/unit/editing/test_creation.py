"""A key means one object, whatever is added to the form of an input later."""

import pytest

from scoring.vocabulary import Channel
from service.documents.ids import Kind, kind_of
from service.editing.creation import Creation, check_key
from service.editing.drafts import JourneyDraft, PersonaDraft, StageDraft, TouchpointDraft
from service.editing.spot import Spot
from service.errors import Conflict, ProblemCode

DRAFT = JourneyDraft("Join", stages=(StageDraft("S", None, (TouchpointDraft("T", (Channel.WEB,)),)),))


def test_a_key_always_makes_the_same_id() -> None:
    """Per tenant and kind; without a key ids are random and nothing is compared later."""
    first, again = (Creation.of(Kind.JOURNEY, "north", "k", DRAFT) for _ in range(2))
    assert first == again
    assert kind_of(first.id) is Kind.JOURNEY
    others = [
        Creation.of(Kind.JOURNEY, "south", "k", DRAFT),
        Creation.of(Kind.JOURNEY, "north", "l", DRAFT),
        Creation.of(Kind.PERSONA, "north", "k", PersonaDraft("Maya")),
        Creation.of(Kind.JOURNEY, "north", None, DRAFT),
        Creation.of(Kind.JOURNEY, "north", None, DRAFT),
    ]
    assert len({first.id, *(each.id for each in others)}) == 6
    assert others[-1].body is None


def test_what_says_nothing_changes_no_hash() -> None:
    """A field that is left out, now or in an older version, is not part of what was said."""
    body = Creation.of(Kind.PERSONA, "north", "k", PersonaDraft("Maya")).body
    assert body
    assert (
        body.hex() == "94e4ec2605448e26824aef32120b0c299ef0239263cb6a1adca6cebba5840928"
    )  # sha256 of {"name":"Maya"}


def test_another_draft_under_the_key_is_a_conflict() -> None:
    """The same draft passes; a window of null is not the default one."""
    creation = Creation.of(Kind.JOURNEY, "north", "k", DRAFT)
    creation.check_same(creation.body)
    all_time = JourneyDraft(DRAFT.name, score_window_days=None, stages=DRAFT.stages)
    with pytest.raises(Conflict) as caught:
        Creation.of(Kind.JOURNEY, "north", "k", all_time).check_same(creation.body)
    assert (caught.value.code, caught.value.path) == (ProblemCode.KEY_REUSED, ("input", "idempotencyKey"))


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        (None, []),
        ("k", []),
        ("k" * 128, []),
        ("", ["REQUIRED"]),
        ("k" * 129, ["TOO_LONG"]),
        ("a\0b", ["MALFORMED"]),
        ("a\ud800", ["MALFORMED"]),
    ],
)
def test_a_key_is_1_to_128_readable_characters(key: str | None, codes: list[str]) -> None:
    """No key is no issue; NUL would blur tenant and key."""
    spot = Spot()
    check_key(key, spot)
    assert [(issue.path, issue.code) for issue in spot.issues] == [
        (("input", "idempotencyKey"), code) for code in codes
    ]
