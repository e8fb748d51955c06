"""The headline: what it averages, and when it is silent."""

import pytest

from scoring.cell import EMPTY
from scoring.consistency import consistency
from scoring.crosschannel import CrossChannel, cross_channel
from scoring.vocabulary import ScoreStatus
from tests.unit.scoring.making import felt

BOTH = consistency([("WEB", felt(JOY=10)), ("PHONE", felt(ANGER=5))])
ALIKE = consistency([("WEB", felt(JOY=3)), ("PHONE", felt(JOY=1))])
ONE = consistency([("WEB", felt(JOY=7))])
SILENT = consistency([("WEB", EMPTY)])


def test_touchpoints_count_by_their_moment():
    """(3 * .557143 + 1 * 1) / 4, over the two of four touchpoints that are tested; n is those two's."""
    told = cross_channel([(3, BOTH), (1, ALIKE), (50, ONE), (50, SILENT)])
    assert told.score == pytest.approx((3 * (1 - 14 / 49 * 1.55) + 1) / 4)
    assert (told.status, told.coverage, told.n) == (ScoreStatus.OK, 0.5, 19)


@pytest.mark.parametrize(
    ("touchpoints", "expected"),
    [
        ([], CrossChannel(None, ScoreStatus.NO_DATA, 0, 0)),
        ([(1, SILENT), (1, SILENT)], CrossChannel(None, ScoreStatus.NO_DATA, 0, 0)),
        ([(1, SILENT), (1, ONE)], CrossChannel(None, ScoreStatus.SINGLE_GROUP, 0, 7)),
        ([(1, ONE), (1, ALIKE)], CrossChannel(1, ScoreStatus.OK, 0.5, 4)),
    ],
)
def test_the_status_is_the_best_there_is(touchpoints, expected):
    """OK if any touchpoint is, else SINGLE_GROUP if any has data, else NO_DATA; null unless OK."""
    assert cross_channel(touchpoints) == expected
