"""Cells, keys and plans in a few words, and the strategies that draw them at random."""

from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from scoring.cell import COLUMN, WIDTH, Cell, Observation
from scoring.plan import PlannedTouchpoint
from scoring.selection import CellKey
from scoring.vocabulary import Channel, Emotion, EmotionOrigin, FeedbackSource


def cell_of(observations: Iterable[Observation]) -> Cell:
    """Return the cell that some observations leave behind."""
    vector = [0] * WIDTH
    for observation in observations:
        for path, by in observation.increments().items():
            vector[COLUMN[path]] += by
    return Cell.from_vector(vector)


def felt(**counts: int) -> Cell:
    """Return a cell of full-intensity emotions, as in `felt(JOY=3, ANGER=1)`."""
    return cell_of(Observation(Emotion[name]) for name, count in counts.items() for _ in range(count))


def rated(**answers: Iterable[int]) -> Cell:
    """Return a cell of ratings alone, as in `rated(nps=[9, 10], csat=[4])`."""
    return cell_of(Observation(**{scale: value}) for scale, values in answers.items() for value in values)


def key(
    touchpoint: str = "t",
    channel: Channel = Channel.WEB,
    persona: str | None = None,
    source: FeedbackSource = FeedbackSource.IN_APP,
    origin: EmotionOrigin = EmotionOrigin.REPORTED,
) -> CellKey:
    """Return a cell's key, with defaults for what a test does not care about."""
    return CellKey(touchpoint, channel, persona, source, origin)


def planned(id_: str, **changes: object) -> PlannedTouchpoint:
    """Return a touchpoint as designed, with defaults for what a test does not care about."""
    defaults: Mapping[str, object] = {
        "name": id_,
        "moment_weight": 1.0,
        "design_importance": 5.0,
        "channels": (Channel.WEB,),
        "intended": (),
        "stage": 0,
    }
    return PlannedTouchpoint(id_, **{**defaults, **changes})


def maybe(values: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    """Draw a rating, or none."""
    return st.none() | values


observations = st.builds(
    Observation,
    emotion=st.none() | st.sampled_from(Emotion),
    intensity=st.floats(0.001, 1),
    confidence=st.none() | st.floats(0, 1),
    origin=st.sampled_from(EmotionOrigin),
    nps=maybe(st.integers(0, 10)),
    csat=maybe(st.integers(1, 5)),
    ces=maybe(st.integers(1, 7)),
    importance=maybe(st.integers(1, 5)),
    has_text=st.booleans(),
)
cells = st.lists(observations, max_size=6).map(cell_of)
histograms = st.dictionaries(st.sampled_from([e.name for e in Emotion]), st.integers(0, 30), max_size=6)
feelings = histograms.map(lambda counts: felt(**counts))
keys = st.builds(
    CellKey,
    touchpoint=st.sampled_from("abc"),
    channel=st.sampled_from(Channel),
    persona=st.sampled_from([None, "p", "q", "o"]),
    source=st.sampled_from(FeedbackSource),
    origin=st.sampled_from(EmotionOrigin),
)
windows = st.dictionaries(keys, cells, max_size=12)
