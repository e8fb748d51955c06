"""What a client's filter means to the scores."""

from datetime import date

import pytest

from schema.inputs.ids import parse_ids
from schema.inputs.score_filter import ScoreFilter, meant, undated
from schema.vocabulary import Channel, EmotionOrigin, FeedbackSource
from scoring.selection import DEFAULT_SELECTION, Selection
from service.documents.ids import Kind, new_id
from service.errors import BadUserInput
from service.rollups import ScoreFilter as Chosen

OPEN = {"channels": None, "persona_ids": None, "sources": None, "origins": None, "since": None, "until": None}


def filtered(**fields):
    """Send a filter with these fields, the others left out."""
    return ScoreFilter(**{**OPEN, **fields})


def test_no_filter_and_an_empty_one_are_the_same():
    """All sources but SOCIAL, everything else, in the journey's own window."""
    assert meant(None) == meant(filtered()) == Chosen(DEFAULT_SELECTION, None, None)


def test_every_field_is_meant():
    """Lists are sets, days are numbered from 1970; an empty list stays empty."""
    persona = new_id(Kind.PERSONA)
    chosen = meant(
        filtered(
            channels=[Channel.WEB, Channel.WEB],
            persona_ids=[persona],
            sources=[],
            origins=[EmotionOrigin.INFERRED],
            since=date(1970, 1, 2),
            until=date(1970, 1, 2),
        )
    )
    assert chosen.selection == Selection(
        frozenset({Channel.WEB}), frozenset({persona}), frozenset(), frozenset({EmotionOrigin.INFERRED})
    )
    assert (chosen.since, chosen.until) == (1, 1)


def test_social_can_be_asked_for():
    """Sources that are named are those, SOCIAL too; null is all but SOCIAL."""
    named = meant(filtered(sources=[FeedbackSource.SOCIAL, FeedbackSource.SURVEY])).selection
    assert named.sources == {FeedbackSource.SOCIAL, FeedbackSource.SURVEY}
    assert meant(filtered()).selection.sources == frozenset(FeedbackSource) - {FeedbackSource.SOCIAL}


def test_naming_all_is_the_same_filter_as_naming_none():
    """All channels and both origins mean what null means; all sources mean SOCIAL as well."""
    everything = meant(filtered(channels=list(Channel), origins=list(EmotionOrigin)))
    assert everything.key("j") == meant(None).key("j")
    assert meant(filtered(sources=list(FeedbackSource))).selection == Selection()


def test_a_malformed_persona_is_named():
    """An id of something else is none of a persona; the message says which one."""
    ids = [new_id(Kind.PERSONA), new_id(Kind.JOURNEY)]
    with pytest.raises(BadUserInput, match=r"personaIds\[1\] is not the id of a persona"):
        meant(filtered(persona_ids=ids))


def test_a_filter_names_200_objects_at_most():
    """Each list of ids is bounded, whichever filter it is in: a window remembers the filters it was asked."""
    ids = [new_id(Kind.PERSONA) for _ in range(201)]
    assert meant(filtered(persona_ids=ids[:200])).selection.personas == frozenset(ids[:200])
    with pytest.raises(BadUserInput, match=r"^filter\.personaIds has 201 ids: pass 200 at most$"):
        meant(filtered(persona_ids=ids))
    with pytest.raises(BadUserInput, match=r"^filter\.touchpointIds has 201 ids: pass 200 at most$"):
        parse_ids(ids, Kind.TOUCHPOINT, "touchpointIds")


def test_days_in_the_wrong_order():
    """The message says how to mend it."""
    with pytest.raises(BadUserInput, match="since 2026-03-02 is after until 2026-03-01: swap them"):
        meant(filtered(since=date(2026, 3, 2), until=date(2026, 3, 1)))


def test_a_trend_has_days_of_its_own():
    """Days in its filter are refused, the rest of the filter is taken."""
    assert undated(None) == undated(filtered()) == DEFAULT_SELECTION
    assert undated(filtered(channels=[Channel.APP])).channels == frozenset({Channel.APP})
    for days in ({"since": date(2026, 3, 1)}, {"until": date(2026, 3, 1)}):
        with pytest.raises(BadUserInput, match="trend"):
            undated(filtered(**days))
