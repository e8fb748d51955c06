"""A row becomes a draft, or a refusal with all its reasons."""

from datetime import UTC, datetime

import pytest

from scoring.vocabulary import Channel, Emotion, FeedbackSource
from service.documents.ids import Kind, new_id
from service.errors import BadUserInput, ProblemCode
from service.importing.constants import constants_of
from service.importing.moments import Moments
from service.importing.names import Names
from service.importing.reading import Reading
from service.importing.refused import Refused
from service.importing.row import Row
from service.importing.translation import Translation
from service.ingestion import Draft

PLACE, SHOP = new_id(Kind.TOUCHPOINT), new_id(Kind.TOUCHPOINT)


def translation(columns, constants=(), meanings=(), **options):
    """Know two touchpoints."""
    names = Names(Kind.TOUCHPOINT, [("Checkout", PLACE), ("Shop", SHOP)])
    reading = Reading(names, Names(Kind.PERSONA), Moments.told(None, "UTC"))
    return Translation(reading, columns, dict(constants), dict(meanings), **options)


def row(**cells):
    """Make a row of these cells."""
    return Row(7, cells, b"")


def test_mapped_cells_fill_the_draft():
    """What is not mapped has its default: channel OTHER, source SURVEY, all else absent."""
    columns = {"touchpoint": "where", "csat": "stars", "text": "said", "occurredAt": "when"}
    cells = row(where="shop", stars="4", said="Fine.", when="2019-05-03", other="?")
    assert translation(columns).draft(cells, "k") == Draft(
        idempotency_key="k",
        touchpoint_id=SHOP,
        channel=Channel.OTHER,
        source=FeedbackSource.SURVEY,
        csat=4,
        text="Fine.",
        occurred_at=datetime(2019, 5, 3, tzinfo=UTC),
    )


def test_a_constant_stands_where_the_cell_is_blank():
    """And for all rows where no column is mapped."""
    told = translation(
        {"touchpoint": "t", "channel": "c"}, {"touchpoint": PLACE, "channel": Channel.WEB, "nps": 9}
    )
    blank, filled = told.draft(row(t="", c=" "), "k"), told.draft(row(t="Shop", c="app"), "k")
    assert (blank.touchpoint_id, blank.channel, blank.nps) == (PLACE, Channel.WEB, 9)
    assert (filled.touchpoint_id, filled.channel, filled.nps) == (SHOP, Channel.APP, 9)


def test_cells_mean_what_they_are_told_to():
    """In their field alone, in any case; told empties and blanks are absent."""
    meanings = {("csat", "very satisfied"): "5", ("csat", "n/a"): "", ("emotion", "happy"): "joy"}
    told = translation(
        {"csat": "a", "emotion": "b", "text": "c"}, {"touchpoint": PLACE}, meanings, empties=("-",)
    )
    first = told.draft(row(a=" Very Satisfied", b="HAPPY", c="happy"), "k")
    second = told.draft(row(a="N/A", b="-", c=" - "), "k")
    assert (first.csat, first.emotion, first.text) == (5, Emotion.JOY, "happy")
    assert (second.csat, second.emotion, second.text) == (None, None, None)


def test_all_reasons_are_told_at_once():
    """Each with its field and rule; the row as it came."""
    told = translation({"touchpoint": "t", "csat": "a", "nps": "b", "text": "c"})
    refused = told.draft(row(t="", a="9", b="x", c="ok"), "k")
    assert isinstance(refused, Refused)
    assert (refused.line, refused.row) == (7, {"t": "", "a": "9", "b": "x", "c": "ok"})
    assert [(reason.field, reason.rule) for reason in refused.reasons] == [
        ("csat", ProblemCode.OUT_OF_RANGE),
        ("nps", ProblemCode.MALFORMED),
        ("touchpoint", ProblemCode.REQUIRED),
    ]


def test_an_unknown_touchpoint_is_one_reason():
    """Not a blank one too."""
    refused = translation({"touchpoint": "t"}).draft(row(t="Kiosk"), "k")
    assert [(reason.field, reason.rule) for reason in refused.reasons] == [
        ("touchpoint", ProblemCode.NOT_FOUND)
    ]


def test_a_mapped_key_is_the_rows_own():
    """The prefix parts imports; a blank key stays blank, so that the row is refused."""
    told = translation({"key": "id"}, {"touchpoint": PLACE}, prefix="2019:")
    assert told.draft(row(id=" 17"), "hash").idempotency_key == "2019:17"
    assert told.draft(row(id=""), "").idempotency_key == ""
    assert (
        translation({}, {"touchpoint": PLACE}, prefix="a:").draft(row(), "hash").idempotency_key == "a:hash"
    )


def test_a_field_missing_from_a_line_is_blank():
    """JSON lines need not all have the same fields."""
    assert translation({"csat": "stars"}, {"touchpoint": PLACE}).draft(row(), "k").csat is None


def test_constants_are_read_like_cells():
    """With scales and meanings; a blank one is none."""
    told = translation({}, {}, {("channel", "online"): "web"})
    constants = {"channel": "Online", "csat": "4", "text": " "}
    assert constants_of(constants, told, 4_000) == {"channel": Channel.WEB, "csat": 4}


@pytest.mark.parametrize(
    ("constants", "said"),
    [
        ({"csat": "9"}, "--set csat=9: csat is '9'"),
        ({"intensity": "2"}, "--set intensity: intensity is out of range"),
        ({"confidence": "0.9"}, "--set confidence: .* send origin INFERRED"),
        ({"text": "x" * 11}, "--set text: text has 11 characters"),
        ({"triggers": "ÄRGER"}, "--set triggers: a trigger is 1 to 64 of"),
    ],
)
def test_a_constant_no_row_could_have_is_refused(constants, said):
    """Before any row is tried with it."""
    with pytest.raises(BadUserInput, match=said):
        constants_of(constants, translation({"emotion": "e"}), 10)


def test_a_constant_that_a_column_may_complete_is_taken():
    """A confidence for all rows, of which a column tells which are INFERRED."""
    assert constants_of({"confidence": "0.9"}, translation({"origin": "o"}), 10) == {"confidence": 0.9}
