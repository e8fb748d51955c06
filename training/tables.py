"""Tables: what was measured, as Markdown for the model card."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from scoring.emotion.goemotions import GOEMOTIONS
from scoring.emotion.learning import Recipe
from scoring.vocabulary import Emotion
from training.edges import EDGES
from training.measures import Part

_OVERALL: Final = (
    ("texts", "n"),
    ("right (likeliest emotion)", "accuracy"),
    ("macro-F1", "f1"),
    ("expected calibration error", "error"),
    ("scored: confidence .5 or more", "coverage"),
    ("right of what is scored", "scored"),
    ("negative texts scored as a positive emotion", "inverted"),
    ("valence with the right sign", "signs"),
)


def labels(taught: Mapping[str, Sequence[int]]) -> str:
    """Tell of each emotion which labels of GoEmotions teach it, and how many sentences of our own."""
    rows = (
        (each.value, GOEMOTIONS.get(each, "none").replace(" ", ", "), *map(_whole, taught[each.value]))
        for each in Emotion
    )
    sums = [sum(column) for column in zip(*taught.values(), strict=True)]
    learnt = sum(len(each.split()) for each in GOEMOTIONS.values())
    head = ("emotion", "labels of GoEmotions", "our own, to learn from", "our own, held out")
    return _table(head, (*rows, ("all", _whole(learnt), *map(_whole, sums))))


def overall(dev: Part, held: Part) -> str:
    """Tell the figures of both collections, and of the lexicons alone."""
    columns = (dev.figures, held.figures, dev.lexicon, held.lexicon)
    rows = (
        (name, *(_whole(each[key]) if key == "n" else _share(each[key]) for each in columns))
        for name, key in _OVERALL
    )
    weights = ("weights (SHA-256)", f"`{dev.weights}`", f"`{held.weights}`", "none", "none")
    head = ("", "dev", "held out", "dev, lexicons alone", "held out, lexicons alone")
    return _table(head, (*rows, weights))


def emotions(dev: Part, held: Part) -> str:
    """Tell n, F1 and what is scored of each emotion."""
    rows = (
        (each.value, *_emotion(dev.emotions.get(each.value)), *_emotion(held.emotions.get(each.value)))
        for each in Emotion
    )
    each = ("n", "F1", "scored as it", "right of these")
    return _table(
        ("emotion", *(f"dev: {name}" for name in each), *(f"held out: {name}" for name in each)), rows
    )


def thresholds(dev: Part, held: Part) -> str:
    """Tell what other thresholds than .5 would leave."""
    reached = {least: (share, right) for least, share, right in held.thresholds}
    rows = (
        (f"{least:.1f}", *map(_share, (share, right, *reached[least])))
        for least, share, right in dev.thresholds
        if least in reached
    )
    return _table(("from confidence", "dev: texts", "dev: right", "held out: texts", "held out: right"), rows)


def curve(dev: Part, held: Part) -> str:
    """Tell the curves in numbers."""
    rows = (
        (name, _share(confidence), _share(right), _whole(n))
        for name, part in (("dev", dev), ("held out", held))
        for confidence, right, n in part.curve
    )
    return _table(("", "mean confidence", "right", "n"), rows)


def confusions(dev: Part, held: Part) -> str:
    """Tell what is taken for what, most often first, and on which side of neutral wrong answers lie."""
    pairs = zip(dev.confused, held.confused, strict=True)
    table = _table(("dev", "share", "held out", "share"), ((*_pair(one), *_pair(two)) for one, two in pairs))
    return f"{table}\n\n{_sides('dev', dev)} {_sides('held-out sentences', held)}"


def edge_cases(told: Mapping[str, Mapping[str, Any]]) -> str:
    """Tell how each edge is read."""
    rows = (
        (edge.name, _code(edge.shown or edge.text), *_reading(told[edge.name]), edge.rule) for edge in EDGES
    )
    return _table(("", "text", "language", "emotion", "confidence", "valence", "counted", "rule"), rows)


def recipe(networks: Mapping[str, Recipe]) -> str:
    """Tell how each network is taught, by its name."""
    rows = (
        (name, *map(str, (each.seed, each.epochs, each.vectors, each.findings)))
        for name, each in networks.items()
    )
    return _table(("network", "seed", "epochs", "numbers of a word", "findings"), rows)


def price(told: Mapping[str, float]) -> str:
    """Tell what it costs, in a sentence."""
    return (
        f"The weights are {told['megabytes']:g} MB and are loaded in {told['load'] * 1e3:.0f} ms. A held-out "
        f"sentence alone, its language told and its emotion read, takes {told['p50']:.2f} ms of a core "
        f"(median) and {told['p99']:.2f} ms at the 99th percentile; texts read together take less each."
    )


def caption(dev: Part, held: Part) -> str:
    """Describe the picture of calibration to those who do not see it."""
    return (
        "Share of right answers over confidence, in ten bins. "
        f"On dev (n {dev.figures['n']:,.0f}) it goes {_way(dev)}, on the held-out sentences "
        f"(n {held.figures['n']:,.0f}) {_way(held)}. Mean distance from the diagonal: "
        f"{dev.figures['error']:.3f} and {held.figures['error']:.3f}."
    )


def _way(part: Part) -> str:
    (low, few, _), (high, many, _) = part.curve[0], part.curve[-1]
    return f"from {few:.0%} right at {low:.2f} to {many:.0%} at {high:.2f}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head), *(tuple(row) for row in rows)]
    told = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join((told[0], "|---" * len(lines[0]) + "|", *told[1:]))


def _emotion(told: Sequence[float | None] | None) -> tuple[str, ...]:
    if told is None:
        return ("none",) * 4
    n, f1, said, right = told
    return _whole(n or 0), f"{f1:.2f}", _whole(said or 0), "none" if right is None else f"{right:.2f}"


def _reading(told: Mapping[str, Any]) -> tuple[str, ...]:
    emotion, valence = told["emotion"] or "none", told["valence"]
    return (
        told["language"] or "none",
        emotion,
        f"{told['confidence']:.2f}" if told["emotion"] else "0",
        "none" if valence is None else f"{valence:+.2f}",
        "yes" if told["scored"] else "no",
    )


def _pair(told: tuple[str, str, float]) -> tuple[str, str]:
    true, taken, share = told
    return f"{true} as {taken}", _share(share)


def _sides(name: str, part: Part) -> str:
    same, neutral, opposite = part.sides
    return (
        f"Of the wrong answers on {name} that are scored, {same:.0%} lie on the true emotion's side of "
        f"neutral, {neutral:.0%} have NEUTRAL on one hand, {opposite:.0%} lie on the other side."
    )


def _code(text: str) -> str:
    return text if text.startswith("(") else f"`{text}`"


def _share(share: float) -> str:
    return f"{share:.3f}"


def _whole(number: float) -> str:
    return f"{number:,.0f}"
