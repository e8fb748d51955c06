"""What feedback adds up to, computed a second time: plain loops over rows, nothing of the service."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

HUNDREDTHS = {
    "JOY": 85,
    "DELIGHT": 80,
    "EXCITEMENT": 70,
    "TRUST": 55,
    "SATISFACTION": 55,
    "GRATITUDE": 50,
    "RELIEF": 40,
    "INTEREST": 40,
    "SURPRISE": 40,
    "NEUTRAL": 0,
    "INDIFFERENCE": -15,
    "CONFUSION": -45,
    "DISGUST": -50,
    "DISAPPOINTMENT": -55,
    "SADNESS": -65,
    "ANXIETY": -65,
    "FRUSTRATION": -65,
    "ANGER": -70,
}
PLACES = {emotion: place for place, emotion in enumerate(HUNDREDTHS)}
SCALES = {"nps": "nps", "csat": "csat", "ces": "ces", "importance": "imp"}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]
Counts = dict[tuple[Any, ...], Counter[str]]


def day(row: Row) -> int:
    """Return the UTC day a row counts in."""
    return (row["occurredAt"] - EPOCH).days


def valence(row: Row) -> int | None:
    """Return 10^4 V intensity, rounded half to even; None for what has no emotion that counts."""
    emotion = row.get("emotion")
    if emotion is None or (row["origin"] == "INFERRED" and row.get("confidence", 1) < 0.5):
        return None
    return round(100 * HUNDREDTHS[emotion] * Fraction(repr(row["intensity"])))


def counts(row: Row) -> Counter[str]:
    """Return what one row counts for."""
    found: Counter[str] = Counter()
    v = valence(row)
    if v is not None:
        found.update({"n": 1, "sumV": v, "sumV2": v * v, f"emo.{PLACES[row['emotion']]}": 1})
    elif "emotion" in row or "text" in row:
        found["unclassified"] = 1
    found.update(f"{scale}.{row[name]}" for name, scale in SCALES.items() if name in row)
    return found


def cells(rows: Iterable[Row], key: Callable[[Row], tuple[Any, ...]]) -> Counts:
    """Add rows up by a key; what is zero throughout is left out."""
    sums: Counts = defaultdict(Counter)
    for row in rows:
        for path, by in counts(row).items():
            sums[key(row)][path] += by
    return without_zeros(sums)


def without_zeros(sums: Mapping[tuple[Any, ...], Mapping[str, int]]) -> Counts:
    """Leave out zeros, and keys that have nothing else."""
    kept = {key: Counter({path: by for path, by in part.items() if by}) for key, part in sums.items()}
    return {key: part for key, part in kept.items() if part}


def window_key(row: Row) -> tuple[Any, ...]:
    """Return the key of a row's cell in its journey's window."""
    return (row["touchpoint"], row["channel"], row.get("persona"), row["source"], row["origin"])


def likability(
    rows: Iterable[Row], stages: Mapping[str, int], since: int | None, until: int | None
) -> tuple[int, int]:
    """Return completed and started runs; `stages` is the place of each present touchpoint's stage."""
    runs: dict[bytes, list[Row]] = defaultdict(list)
    for row in rows:
        if "run" in row:
            runs[row["run"]].append(row)
    furthest: list[int] = []
    for said in runs.values():
        first = min(map(day, said))
        reached = [stages[row["touchpoint"]] for row in said if row["touchpoint"] in stages]
        if reached and (since is None or first >= since) and (until is None or first <= until):
            furthest.append(max(reached))
    return furthest.count(max(furthest, default=0)), len(furthest)
