"""Names stand for ids, and an id for itself."""

import pytest

from service.documents.ids import Kind, new_id
from service.errors import ProblemCode
from service.importing.names import Names
from service.importing.unfit import Unfit

CHECKOUT, DELIVERY, OLD = (new_id(Kind.TOUCHPOINT) for _ in range(3))


def test_a_name_is_found_in_any_case_and_spacing():
    """As people type it in spreadsheets."""
    names = Names(Kind.TOUCHPOINT, [("Check out", CHECKOUT), ("Delivery", DELIVERY)])
    assert names.id_of(" check  OUT ") == CHECKOUT
    assert "delivery" in names
    assert "dispute" not in names


def test_an_id_stands_for_itself():
    """Whether or not it is there is asked elsewhere."""
    names, unknown = Names(Kind.TOUCHPOINT, [("Delivery", DELIVERY)]), new_id(Kind.TOUCHPOINT)
    assert names.id_of(f" {unknown} ") == unknown
    assert unknown in names
    assert new_id(Kind.STAGE) not in names


def test_what_was_removed_speaks_only_where_nothing_else_has_its_name():
    """So that a later import still knows the rows of an earlier one."""
    names = Names(Kind.TOUCHPOINT, [("Delivery", DELIVERY)], [("delivery", OLD), ("Dispute", OLD)])
    assert (names.id_of("Delivery"), names.id_of("Dispute")) == (DELIVERY, OLD)


@pytest.mark.parametrize(
    ("names", "rule", "said"),
    [
        (
            Names(Kind.TOUCHPOINT, [("A", CHECKOUT), ("B", DELIVERY)], advice="; see the map"),
            ProblemCode.NOT_FOUND,
            "there is no touchpoint 'x': give an id or one of A, B; see the map",
        ),
        (
            Names(Kind.PERSONA, advice="there are none"),
            ProblemCode.NOT_FOUND,
            "no persona 'x': there are none",
        ),
        (
            Names(Kind.TOUCHPOINT, [("x", CHECKOUT), ("X", DELIVERY)]),
            ProblemCode.MALFORMED,
            "name of 2: give the id",
        ),
        (
            Names(Kind.TOUCHPOINT, [(f"n{place}", OLD) for place in range(99)]),
            ProblemCode.NOT_FOUND,
            r"n18, n19 \.\.\.$",
        ),
    ],
)
def test_an_unknown_name_is_unfit(names, rule, said):
    """The message lists what is there, or the way to what is."""
    with pytest.raises(Unfit, match=said) as unfit:
        names.id_of("x")
    assert unfit.value.rule is rule
