"""A sheet never changes, and a selection of it adds up to what a plain loop would."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cell import EMPTY, PATHS
from scoring.sheet import DEFAULT_SELECTION, Selection, Sheet
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource
from tests.unit.scoring.making import cells, felt, key, keys, rated, windows

ALL = Selection()
JOY = felt(JOY=1)
ANGER = felt(ANGER=1)


def sheet(window):
    """Return the sheet of cells by key."""
    return Sheet.of({each: cell.vector() for each, cell in window.items()})


def test_cells_come_as_vectors_or_by_name():
    """A vector, an array's row and stored names describe the same cell."""
    a, b, c = key("a"), key("b"), key("c")
    names = {"n": 1, "sumV": 8500, "sumV2": 8500**2, "emo.0": 1}
    made = Sheet.of({a: JOY.vector(), b: np.array(JOY.vector()), c: names})
    assert made.select(ALL).totals() == {"a": JOY, "b": JOY, "c": JOY}


def test_the_default_leaves_social_out():
    """SOCIAL is never pooled silently, but may be asked for."""
    social = key(source=FeedbackSource.SOCIAL)
    made = sheet({key(): JOY, social: ANGER})
    assert made.select().totals() == made.select(DEFAULT_SELECTION).totals() == {"t": JOY}
    assert made.select(ALL).totals() == {"t": JOY + ANGER}


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(channels=frozenset({Channel.APP})), "a"),
        (Selection(personas=frozenset({"p"})), "p"),
        (Selection(personas=frozenset({"p", "nobody"})), "p"),
        (Selection(personas=frozenset({"nobody"})), ""),
        (Selection(sources=frozenset({FeedbackSource.SOCIAL})), "s"),
        (Selection(origins=frozenset({EmotionOrigin.INFERRED})), "i"),
        (Selection(channels=frozenset({Channel.APP}), personas=frozenset({"p"})), ""),
        (Selection(channels=frozenset()), ""),
        (Selection(personas=frozenset()), ""),
        (Selection(sources=frozenset()), ""),
        (Selection(origins=frozenset()), ""),
        (ALL, "apsi"),
    ],
)
def test_a_filter_selects_whole_observations(selection, expected):
    """None is all, an empty set is nothing, and several filters must all agree; ratings go with the rest."""
    one = JOY + rated(nps=[9])
    made = sheet(
        {
            key("a", channel=Channel.APP): one,
            key("p", persona="p"): one,
            key("s", source=FeedbackSource.SOCIAL): one,
            key("i", origin=EmotionOrigin.INFERRED): one,
        }
    )
    assert made.select(selection).totals() == dict.fromkeys(expected, one)


def test_nobody_is_in_no_persona_group():
    """Feedback without a persona counts in the total and in no persona's cell."""
    made = sheet({key(): JOY, key(persona="p"): ANGER})
    assert made.select().by_persona() == {"t": {"p": ANGER}}
    assert made.select().totals() == {"t": JOY + ANGER}
    assert sheet({key(): JOY}).select().by_persona() == {}


def test_groups_stand_in_a_stable_order():
    """Channels and sources come in enum order and personas by id, however the rows were stored."""
    made = sheet(
        {key("t", c, p): JOY for c, p in [(Channel.SMS, "q"), (Channel.WEB, "p"), (Channel.APP, "o")]}
    )
    assert list(made.select().by_channel()["t"]) == [Channel.WEB, Channel.APP, Channel.SMS]
    assert list(made.select().by_persona()["t"]) == ["o", "p", "q"]


def test_an_erased_cell_leaves_no_group():
    """A cell whose counts are all taken back is not there; another slot's negative cell only takes away."""
    made = sheet({key(): JOY, key(persona="p"): ANGER})
    erased = made.plus([(key(), {"n": -1, "sumV": -8500, "sumV2": -(8500**2), "emo.0": -1})])
    assert erased.select().by_channel() == {"t": {Channel.WEB: ANGER}}
    assert sheet({key(): EMPTY}).select().totals() == {}


def test_adding_makes_a_new_sheet():
    """The old sheet and slices of it stay as they were, for known keys and for new ones."""
    old = sheet({key(): JOY})
    before = old.select()
    new = old.plus([(key(), {"n": 1}), (key(), {"n": 2}), (key("u", persona="z"), {"nps.3": 1})])
    assert old.select().totals() == before.totals() == {"t": JOY}
    assert new.select().totals()["t"].n == 4
    assert new.select().by_persona() == {"u": {"z": rated(nps=[3])}}
    assert old.plus([]).select().totals() == {"t": JOY}
    assert old.nbytes < new.nbytes
    assert Sheet.of({}).nbytes == 0


def test_what_is_resident_cannot_be_written():
    """The arrays behind a sheet refuse writes."""
    made = sheet({key(): JOY})
    with pytest.raises(ValueError, match="read-only"):
        made._counts[0, 0] = 7  # noqa: SLF001 - the promise is about what nobody should touch
    with pytest.raises(ValueError, match="read-only"):
        made._legend.codes[0, 0] = 7  # noqa: SLF001 - the promise is about what nobody should touch


def test_an_unknown_name_is_refused():
    """A delta under a name no column has is a mistake, not a zero."""
    with pytest.raises(KeyError, match=r"emo\.18"):
        Sheet.of({}).plus([(key(), {"emo.18": 1})])


def added(window, selection, group):
    """Add cells up in a plain loop: touchpoint -> group -> cell, without all-zero groups and without None."""
    chosen = {"channel": "channels", "persona": "personas", "source": "sources", "origin": "origins"}
    sums = defaultdict(lambda: defaultdict(lambda: EMPTY))
    for each, cell in window.items():
        limits = [(getattr(each, one), getattr(selection, many)) for one, many in chosen.items()]
        if getattr(each, group) is not None and all(many is None or one in many for one, many in limits):
            sums[each.touchpoint][getattr(each, group)] += cell
    found = {t: {g: cell for g, cell in groups.items() if cell != EMPTY} for t, groups in sums.items()}
    return {t: groups for t, groups in found.items() if groups}


selections = st.builds(
    Selection,
    channels=st.none() | st.frozensets(st.sampled_from(Channel), max_size=9),
    personas=st.none() | st.frozensets(st.sampled_from(["p", "q", "zz"])),
    sources=st.none() | st.frozensets(st.sampled_from(FeedbackSource)),
    origins=st.none() | st.frozensets(st.sampled_from(EmotionOrigin)),
)


@given(windows, selections)
def test_every_grouping_equals_a_plain_loop(window, selection):
    """Vectorised sums are the sums, for every grouping and filter, and counts agree with cells."""
    cut = sheet(window).select(selection)
    assert cut.by_channel() == added(window, selection, "channel")
    assert cut.by_persona() == added(window, selection, "persona")
    assert cut.by_source() == added(window, selection, "source")
    assert cut.by_origin() == added(window, selection, "origin")
    totals = added(window, selection, "touchpoint")
    assert cut.totals() == {t: groups[t] for t, groups in totals.items()}
    for cells_, counts in (
        (cut.by_source(), cut.emotions_by_source()),
        (cut.by_origin(), cut.emotions_by_origin()),
    ):
        told = {t: {g: cell.n for g, cell in groups.items() if cell.n} for t, groups in cells_.items()}
        assert counts == {t: groups for t, groups in told.items() if groups}


@given(windows, st.lists(st.tuples(keys, cells), max_size=6))
def test_deltas_one_by_one_equal_all_at_once(window, changes):
    """A sheet kept up to date by deltas is the sheet read afresh, and taking them back restores it."""
    made = sheet(window)
    names = [(each, dict(zip(PATHS, cell.vector(), strict=True))) for each, cell in changes]
    at_once = made.plus(names)
    step = made
    for change in names:
        step = step.plus([change])
    afresh = dict(window)
    for each, cell in changes:
        afresh[each] = afresh.get(each, EMPTY) + cell
    assert at_once.select(ALL).by_channel() == step.select(ALL).by_channel()
    assert at_once.select(ALL).by_channel() == sheet(afresh).select(ALL).by_channel()
    back = at_once.plus((each, {path: -by for path, by in delta.items()}) for each, delta in names)
    assert back.select(ALL).by_persona() == made.select(ALL).by_persona()
