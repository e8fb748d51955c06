"""Reading emotion from texts: CPU for each, as they come and in batches; loading it; texts made to hurt.

CPU is of the whole process, BLAS's threads included. Texts are the held-out customers' sentences.
"""

import os
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from tests.bench.emotion_alone import alone
from tests.bench.figures import Figure

P50_MS: Final = 0.25
P99_MS: Final = 1.0
LOAD_SECONDS: Final = 0.3
LOAD_MB: Final = 40.0
HOSTILE_MS: Final = 10.0
PERCENTS: Final = (50, 95, 99)


def bench() -> list[Figure]:
    """Measure on one core; then, with every core to be had, that nothing takes more for it."""
    core = min(os.sched_getaffinity(0))
    one, all_ = alone("texts", core), alone("texts")
    return [
        *_texts(one),
        *_batches(one, all_),
        *_load(alone("load")),
        *_hostile("one core", alone("hostile", core)),
        *_hostile("all cores", alone("hostile")),
    ]


def _texts(one: dict[str, Any]) -> Iterator[Figure]:
    for when, what in (("warm", "CPU of a text"), ("cold", "CPU of a text, words never met before")):
        for percent, ms in zip(PERCENTS, np.percentile(one[when], PERCENTS).tolist(), strict=True):
            yield Figure(
                f"{what}: p{percent}", ms, P50_MS if percent == PERCENTS[0] else P99_MS, "ms", most=1
            )


def _batches(one: dict[str, Any], all_: dict[str, Any]) -> Iterator[Figure]:
    alone = float(np.mean(one["warm"]))
    for size, ms in one["batches"].items():
        yield Figure(f"CPU of a text in batches of {size} / one by one", ms, alone, "ms", most=1)
    yield Figure("CPU of a text, all cores / one core", float(np.mean(all_["warm"])), alone, "ms", most=1.2)
    for size, ms in all_["batches"].items():
        what = f"CPU of a text in batches of {size}, all cores / one core"
        yield Figure(what, ms, one["batches"][size], "ms", most=1.2)


def _load(loaded: dict[str, float]) -> Iterator[Figure]:
    yield Figure("load: weights, lexicons, languages", loaded["seconds"], LOAD_SECONDS, "s", most=1)
    yield Figure("load: memory", loaded["mb"], LOAD_MB, "MB", most=1)
    yield Figure("load: memory, after all those texts", loaded["mb_later"], LOAD_MB, "MB", most=1)


def _hostile(cores: str, measured: dict[str, tuple[float, float]]) -> Iterator[Figure]:
    for turn, when in enumerate(("words never met before", "again")):
        name = max(measured, key=lambda each: measured[each][turn])
        yield Figure(
            f"slowest hostile text, {when}, {cores}: {name}", measured[name][turn], HOSTILE_MS, "ms", most=1
        )
