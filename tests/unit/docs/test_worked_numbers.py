"""The numbers of docs/scores.md, computed again."""

import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace

import pytest

from scoring.emotions import EMOTIONS
from scoring.journey_scores import JourneyScores
from scoring.likability import likability
from scoring.plan import Plan
from scoring.sheet import Sheet
from scoring.vocabulary import Channel, ConsistencyGroupBy, Emotion
from tests.unit.scoring.making import felt, key, planned, rated

PAGE = (Path(__file__).parents[3] / "docs/scores.md").read_text()
WORKED = re.compile(r"`([a-z]+)\.([A-Za-z.]+) = (null|-?\d+(?:\.\d+)?)`")
EMOTION = re.compile(r"\| ([A-Z]+) \| (-?\d\.\d\d) \| (-?\d\.\d\d) \| (\S+) ")


@pytest.fixture(scope="module")
def example():
    """The example of the page: three touchpoints, 38 emotions."""
    channels = (Channel.WEB, Channel.APP, Channel.SHOP, Channel.PHONE)
    web, app, shop, phone = channels
    plan = Plan(
        (
            planned("compare", channels=(web, shop), intended=((Emotion.INTEREST, 1.0),)),
            planned(
                "checkout",
                moment_weight=2.0,
                design_importance=8.0,
                channels=(web, app),
                intended=((Emotion.JOY, 1.0),),
                stage=1,
            ),
            planned("call", channels=(phone,), stage=2),
        )
    )
    ratings = rated(
        csat=[5] * 6 + [4] * 6 + [3] * 2 + [2] * 4 + [1] * 2,
        nps=[10] * 4 + [9] * 4 + [8] * 2 + [7] * 2 + [6] + [3] * 2,
        ces=[7] * 4 + [6] * 4 + [5] * 2 + [3] * 3 + [2] * 2,
        importance=[5] * 5 + [4] * 3 + [3] * 2,
    )
    cells = {
        key("compare", web): felt(INTEREST=6, CONFUSION=4),
        key("compare", shop): felt(TRUST=5),
        key("checkout", web): felt(JOY=8, SATISFACTION=4) + ratings,
        key("checkout", app): felt(FRUSTRATION=6, JOY=2),
        key("call", phone): felt(RELIEF=1, SATISFACTION=1, NEUTRAL=1) + rated(csat=[5] * 3),
    }
    return JourneyScores(plan, Sheet.of({each: cell.vector() for each, cell in cells.items()}).select())


@pytest.fixture(scope="module")
def shown(example):
    """What the page's names mean in the code, by the first of their words."""
    across = {each: example.touchpoint(each).consistency() for each in ("compare", "checkout", "call")}
    touchpoints = {
        each: SimpleNamespace(of=example.touchpoint(each), consistency=across[each]) for each in across
    }
    whole = SimpleNamespace(
        of=example,
        consistency_by_touchpoint=example.consistency(ConsistencyGroupBy.TOUCHPOINT),
        likability=likability({0: 2, 1: 3, 2: 7}),
    )
    return {**touchpoints, "journey": whole}


def snake(name: str) -> str:
    """Spell a field of the API as in Python."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def look_up(thing: SimpleNamespace, name: str) -> float | None:
    """Read a field of the example."""
    path = ".".join(map(snake, name.split(".")))
    holder = thing if hasattr(thing, path.split(".", maxsplit=1)[0]) else thing.of
    value: float | None = attrgetter(path)(holder)
    return value


def wrong_numbers(page: str, shown: dict[str, SimpleNamespace]) -> Iterator[str]:
    """Name each worked number that the code does not give."""
    for subject, name, said in WORKED.findall(page):
        value = look_up(shown[subject], name)
        places = len(said.partition(".")[2])
        given = "null" if value is None else f"{value:.{places}f}"
        if given != said:
            yield f"{subject}.{name} is {given}, the page says {said}"


def test_every_worked_number_is_what_the_code_gives(shown):
    """A reader who computes the example by hand, by this page or by the service gets the same."""
    assert len(WORKED.findall(PAGE)) >= 40
    assert list(wrong_numbers(PAGE, shown)) == []


def test_a_wrong_number_would_be_found(shown):
    """The check above checks."""
    assert list(wrong_numbers("`journey.peakEnd = 0.329`", shown)) == [
        "journey.peakEnd is 0.328, the page says 0.329"
    ]


def test_the_table_of_emotions_is_the_one_in_use():
    """Valence, arousal and emoji of all eighteen."""
    told = {
        (name, float(valence), float(arousal), emoji)
        for name, valence, arousal, emoji in EMOTION.findall(PAGE)
    }
    assert told == {(each.code.name, each.valence, each.arousal, each.emoji) for each in EMOTIONS}
