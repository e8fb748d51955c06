"""The line under a curve says which feedback it shows."""

import pytest

from schema.caption import caption
from schema.vocabulary import Channel, EmotionOrigin, FeedbackSource
from scoring.selection import Selection
from service.rollups import ScoreFilter

DEFAULT = frozenset(FeedbackSource) - {FeedbackSource.SOCIAL}


@pytest.mark.parametrize(
    ("chosen", "window", "n", "said"),
    [
        (ScoreFilter(), 90, 1234, "Last 90 days · 1,234 emotions"),
        (ScoreFilter(), None, 1, "All time · 1 emotion"),
        (ScoreFilter(since=0), 90, 0, "Since 1970-01-01 · 0 emotions"),
        (ScoreFilter(until=31), 90, 2, "Until 1970-02-01 · 2 emotions"),
        (ScoreFilter(since=0, until=31), 90, 2, "1970-01-01 to 1970-02-01 · 2 emotions"),
        (
            ScoreFilter(Selection(channels=frozenset({Channel.SMS, Channel.WEB}), sources=DEFAULT)),
            7,
            2,
            "Last 7 days · 2 emotions · Web, SMS",
        ),
        (
            ScoreFilter(Selection(frozenset(), frozenset({"p"}), frozenset({FeedbackSource.SOCIAL}), None)),
            7,
            0,
            "Last 7 days · 0 emotions · No channel · Social · 1 persona",
        ),
        (
            ScoreFilter(Selection(personas=frozenset(), sources=DEFAULT, origins=frozenset(EmotionOrigin))),
            7,
            0,
            "Last 7 days · 0 emotions · 0 personas · Inferred, Reported",
        ),
    ],
)
def test_captions(chosen, window, n, said):
    """Days, how many emotions, then any filter in words."""
    assert caption(chosen, window, n) == said
