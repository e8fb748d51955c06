"""The same feedback sent again is recognised, however it is spelt; another one never passes for it."""

from datetime import UTC, datetime, timedelta, timezone
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.ids import Kind
from service.ingestion.draft import Draft
from service.ingestion.remark import body_hash, normalised
from tests.unit.ingestion.drafting import REFS, draft, id_of

INFERRED = EmotionOrigin.INFERRED
EAST = timezone(timedelta(hours=14))
WEST = timezone(timedelta(hours=-12))


def body(**changes):
    """Return the body of a draft with these fields."""
    return body_hash(normalised(draft(**changes)), REFS)


SAME = [
    (
        {"source": FeedbackSource.IN_APP, "intensity": 1.0, "origin": EmotionOrigin.REPORTED, "triggers": ()},
        {},
    ),
    ({"intensity": 1}, {}),
    ({"idempotency_key": "another"}, {}),
    ({"text": ""}, {}),
    ({"text": " \n\t "}, {}),
    ({"text": "cafe\u0301"}, {"text": "caf\u00e9"}),
    ({"triggers": ("late", "late", "wet")}, {"triggers": ("late", "wet")}),
    ({"origin": INFERRED, "confidence": 1}, {"origin": INFERRED, "confidence": 1.0}),
    ({"origin": INFERRED, "confidence": 0}, {"origin": INFERRED, "confidence": 0.0}),
    ({"emotion": None, "nps": 9, "intensity": 0.5}, {"emotion": None, "nps": 9}),
    ({"emotion": None, "nps": 9, "origin": INFERRED}, {"emotion": None, "nps": 9}),
    ({"emotion": None, "nps": 9, "origin": INFERRED, "confidence": 0.5}, {"emotion": None, "nps": 9}),
    (
        {"occurred_at": datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))},
        {"occurred_at": datetime(2026, 3, 1, 11, 30, tzinfo=UTC)},
    ),
    (
        {"occurred_at": datetime(1, 1, 1, 0, 0, tzinfo=EAST)},
        {"occurred_at": datetime(1, 1, 1, 0, 0, tzinfo=EAST)},
    ),
    (
        {"occurred_at": datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=WEST)},
        {"occurred_at": datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=WEST)},
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_feedback_spelt_otherwise_is_the_same_body(one, other):
    """Static defaults equal what they stand for, texts compare in NFC, times by their instant."""
    assert body(**one) == body(**other)


OTHER = [
    {"touchpoint_id": id_of(Kind.TOUCHPOINT, 2)},
    {"channel": Channel.APP},
    {"source": FeedbackSource.SURVEY},
    {"emotion": Emotion.ANGER},
    {"emotion": None, "nps": 9},
    {"intensity": 0.999},
    {"origin": INFERRED, "confidence": 0.9},
    {"text": "Nice."},
    {"nps": 9},
    {"csat": 5},
    {"ces": 5},
    {"importance": 5},
    {"nps": 0},
    {"triggers": ("late",)},
    {"triggers": ("late", "wet")},
    {"triggers": ("wet", "late")},
    {"persona_id": id_of(Kind.PERSONA)},
    {"customer_ref": "bo"},
    {"run_ref": "bo"},
    {"occurred_at": datetime(2026, 3, 1, 12, tzinfo=UTC)},
    {"occurred_at": datetime(2026, 3, 1, 12, 0, 0, 1, tzinfo=UTC)},
    {"occurred_at": datetime(1, 1, 1, tzinfo=EAST)},
]


def test_every_field_is_part_of_the_body():
    """Bodies that differ in any one field are all different."""
    assert len({body(), *(body(**changes) for changes in OTHER)}) == len(OTHER) + 1
    changed = {name for changes in OTHER for name in changes}
    assert changed == set(Draft.__slots__) - {"idempotency_key"}


@given(st.text(max_size=40))
def test_texts_that_are_equal_in_nfc_are_one_body(text):
    """Whatever form a keyboard sends, the stored text and the body are one."""
    forms = {body(text=normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1
    once = normalised(draft(text=text))
    assert normalised(once) == once


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_instant_is_one_body_in_every_offset(moment, minutes):
    """Two phones in two zones that mean one moment say the same; a microsecond more is another body."""
    zone = timezone(timedelta(minutes=minutes))
    try:
        elsewhere = moment.astimezone(zone)
    except OverflowError:  # outside of the calendar there
        return
    assert body(occurred_at=moment) == body(occurred_at=elsewhere)
    if moment.microsecond:
        assert body(occurred_at=moment) != body(occurred_at=moment.replace(microsecond=0))
