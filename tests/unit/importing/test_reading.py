"""A cell is read as its field asks."""

import pytest

from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource
from service.documents.ids import Kind, new_id
from service.errors import ProblemCode
from service.importing.moments import Moments
from service.importing.names import Names
from service.importing.reading import Reading
from service.importing.scale import Scale
from service.importing.unfit import Unfit

PLACE, MAYA = new_id(Kind.TOUCHPOINT), new_id(Kind.PERSONA)


def reading(**options):
    """Know one touchpoint and one persona."""
    names = Names(Kind.TOUCHPOINT, [("Checkout", PLACE)]), Names(Kind.PERSONA, [("Maya", MAYA)])
    return Reading(*names, Moments.told(None, "UTC"), **options)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("key", " 17 ", "17"),
        ("touchpoint", "checkout", PLACE),
        ("persona", "MAYA", MAYA),
        ("channel", " in person", Channel.IN_PERSON),
        ("channel", "In-Person", Channel.IN_PERSON),
        ("source", "survey", FeedbackSource.SURVEY),
        ("emotion", "Joy", Emotion.JOY),
        ("origin", "inferred", EmotionOrigin.INFERRED),
        ("intensity", " 0.5", 0.5),
        ("confidence", "1", 1.0),
        ("text", " as it is ", " as it is "),
        ("nps", "10", 10),
        ("csat", "4", 4),
        ("ces", "7.0", 7),
        ("importance", "1", 1),
        ("customer", " c-1 ", "c-1"),
        ("run", "r", "r"),
        ("triggers", "Late  Delivery, price;; wait|App", ("late-delivery", "price", "wait", "app")),
        ("triggers", ("A, b", " "), ("a,-b",)),
    ],
)
def test_a_cell_is_read(field, cell, value):
    """Enumerations in any case, numbers exactly, texts as they are."""
    assert reading().read(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("emotion", "happy", "emotion is 'happy': it has to be one of JOY, .*, or --value emotion:"),
        ("channel", "fax", "channel is 'fax'"),
        ("intensity", "high", "intensity is 'high': it has to be a number"),
        ("text", ("a", "b"), "text is a list: only triggers may be one"),
        ("occurredAt", "soon", "occurredAt is 'soon'"),
        ("csat", "x" * 99, "csat is 'xxx.* ...': it has to be a number"),
    ],
)
def test_what_cannot_be_read_is_unfit(field, cell, said):
    """The message names the field and the way out."""
    with pytest.raises(Unfit, match=said) as unfit:
        reading().read(field, cell)
    assert unfit.value.rule is ProblemCode.MALFORMED


def test_scales_and_decimal_commas_are_taken_as_told():
    """A scale is for its own rating; the comma for all numbers."""
    told = reading(scales={"csat": Scale.told("csat=0..1")}, decimal=",")
    assert [told.read("csat", "0,5"), told.read("nps", "9"), told.read("intensity", "0,25")] == [3, 9, 0.25]
