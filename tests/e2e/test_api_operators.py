"""An operator object where a text belongs: refused at the door, in every place there is one."""

import pytest

from tests.e2e.refusals import check_harmless, check_refused
from tests.e2e.roots import ROOTS
from tests.e2e.variables import places

POISONS = [{"$gt": ""}, {"$ne": None}, ["x", {"$regex": "."}], 1.5, True]
PLACES = list(places({"$gt": ""}))


def test_every_argument_is_tried():
    """Each root field that takes a text is in the list, and inputs are gone through to their leaves."""
    without = {"viewer", "emotions"}
    assert {each.field for each in PLACES} == set(ROOTS) - without
    paths = {(each.field, each.path) for each in PLACES}
    assert ("createJourney", "input.stages[0].touchpoints[0].name") in paths
    assert ("updatePersona", "input.goals[0].tasks[0].touchpointIds[0]") in paths
    assert len(PLACES) > 100


@pytest.mark.parametrize("field", sorted({each.field for each in PLACES}))
def test_no_operator_is_taken_for_a_text(service, stored, field):
    """BAD_USER_INPUT that names the place; nothing is stored."""
    caller, before = service.newcomer(), stored()
    for place in PLACES:
        if place.field == field:
            variable, dot, within = place.path.partition(".")
            named = f"'${variable.split('[')[0]}'", f"{dot}{within}"
            check_refused(caller.send(place.operation, **place.told), "BAD_USER_INPUT", *named)
    assert stored() == before


@pytest.mark.parametrize("poison", POISONS[1:], ids=str)
def test_nor_is_anything_else(service, stored, poison):
    """Other operators, lists, numbers and booleans: refused, all of them, without a trace."""
    caller, before = service.newcomer(), stored()
    for place in places(poison):
        check_refused(caller.send(place.operation, **place.told), "BAD_USER_INPUT")
    assert stored() == before


TEXTS = ["$gt", "{'$gt': ''}", "", "\u0000", "\ufffe", "x" * 10_000, "../../etc/passwd"]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_only_a_text(service, text):
    """Wherever a text may stand, this one is refused or means nothing more than it says: never a failure."""
    caller = service.newcomer()
    for place in places(text):
        assert check_harmless(caller.send(place.operation, **place.told))
