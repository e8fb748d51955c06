"""An order that cannot be meant is refused, naming the option and the fix."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.errors import BadUserInput
from service.importing.form import form_of
from service.importing.moments import Moments
from service.importing.order import Order, meanings_of, pairs, scales_of

ORDER = Order(
    form=form_of(Path("a.csv")),
    tenant="acme",
    columns={"csat": "Rating"},
    constants={"touchpoint": "Checkout"},
    moments=Moments.told(None, "UTC"),
    refused=Path("a.csv.refused.jsonl"),
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tenant": ""}, "--tenant is empty"),
        ({"tenant": "a\0b"}, "--tenant is empty"),
        ({"constants": {}}, "give --touchpoint, or --map touchpoint=COLUMN"),
        ({"columns": {"key": "id"}}, "--map one of emotion, text, nps, csat, ces, importance"),
        ({"constants": {"touchpoint": "x", "key": "1"}}, "--set key would give all rows one key"),
        ({"create": True}, "--create needs the name of the journey"),
        ({"refused": Path("./a.csv")}, "--refused names the file to import"),
    ],
)
def test_a_senseless_order_is_refused(change, said):
    """Before the file or the database is looked at."""
    assert ORDER.checked() is ORDER
    with pytest.raises(BadUserInput, match=said):
        replace(ORDER, **change).checked()


def test_fields_are_told_with_what_fills_them():
    """A column's name may hold = and spaces."""
    assert pairs("--map", ["csat=How = good?", " nps =2"]) == {"csat": "How = good?", "nps": "2"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["csat"], "give FIELD=..., as in csat=Rating"),
        (["csat="], "give FIELD="),
        (["stars=Rating"], "there is no field 'stars'; there are key, touchpoint, channel"),
        (["csat=a", "csat=b"], "csat is told twice"),
    ],
)
def test_a_pair_that_is_none_is_refused(told, said):
    """With the fields there are."""
    with pytest.raises(BadUserInput, match=said):
        pairs("--map", told)


def test_meanings_are_told_by_field_and_cell():
    """A cell may hold = and :, in any case; a value may be blank."""
    told = ["csat:Very Satisfied=5", "csat: N/A =", "emotion:a=b:c=JOY"]
    assert meanings_of(told) == {
        ("csat", "very satisfied"): "5",
        ("csat", "n/a"): "",
        ("emotion", "a=b:c"): "JOY",
    }
    for none in ("csat=5", "csat:5", "stars:x=5"):
        with pytest.raises(BadUserInput, match="give FIELD:CELL=VALUE"):
            meanings_of([none])


def test_scales_are_told_once_each():
    """By rating."""
    assert scales_of(["csat=1..10", "nps=1..5"]).keys() == {"csat", "nps"}
    with pytest.raises(BadUserInput, match="csat has two scales"):
        scales_of(["csat=1..10", "csat=0..1"])
