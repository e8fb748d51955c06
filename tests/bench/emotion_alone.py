"""Reading in a process of its own: `python -m tests.bench.emotion_alone load|texts|hostile` prints JSON."""

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import httpx2
import numpy as np

from scoring.emotion.analysis import Analyser
from service import documents, errors, metrics, settings, tracing
from service.documents import feedback
from tests.bench.hostile_texts import MEBI, hostile_texts

HAD: Final = (httpx2, np, documents, errors, feedback, metrics, settings, tracing)
"""What a service has anyway, before it can read."""

HELD_OUT: Final = Path(__file__).parents[2] / "training" / "sentences" / "held_out"
BATCHES: Final = (16, 100, 500)
ROUNDS: Final = 3


def alone(name: str, core: int | None = None) -> Any:
    """Measure in a new process, on one core or on all: what BLAS does depends on it."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", __name__, name, *([] if core is None else [str(core)])],
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def load() -> dict[str, float]:
    """Measure what weights, lexicons and language identifier take, code and all, then many texts."""
    texts = held_out()
    before, began = resident_mb(), time.perf_counter()
    analyser = fresh()
    analyser.analyse(["It works."])
    seconds, loaded = time.perf_counter() - began, resident_mb()
    analyser.analyse(texts)
    return {"seconds": seconds, "mb": loaded - before, "mb_later": resident_mb() - before}


def texts() -> dict[str, Any]:
    """Measure each text alone, in ms of CPU, by who has read nothing before and by who has read them all.

    Then all of them in batches: ms for each text.
    """
    analyser, given = fresh(), held_out()
    analyser.analyse(["It works."])
    alone = {when: [_ms(analyser, [text]) for text in given] for when in ("cold", "warm")}
    return {**alone, "batches": {str(size): _ms_in_batches(analyser, given, size) for size in BATCHES}}


def hostile() -> dict[str, tuple[float, float]]:
    """Measure each hostile text, in ms of CPU: by who never met its words, and by who did."""
    fresh().analyse(["It works."])
    return {name: _hostile(text) for name, text in hostile_texts().items()}


def _hostile(text: str) -> tuple[float, float]:
    cold, warm = [], []
    for _ in range(ROUNDS):
        analyser = fresh()
        cold.append(_ms(analyser, [text]))
        warm.append(_ms(analyser, [text]))
    return sorted(cold)[ROUNDS // 2], sorted(warm)[ROUNDS // 2]


def _ms_in_batches(analyser: Analyser, texts: Sequence[str], size: int) -> float:
    batches = [texts[first : first + size] for first in range(0, len(texts), size)]
    return sum(_ms(analyser, batch) for batch in batches) / len(texts)


def _ms(analyser: Analyser, texts: Sequence[str]) -> float:
    began = time.process_time_ns()
    analyser.analyse(texts)
    return (time.process_time_ns() - began) / 1e6


def resident_mb() -> float:
    """Return the resident memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBI


def fresh() -> Analyser:
    """Make the default analyser; what it takes is loaded now and not before."""
    identify = importlib.import_module("service.analysers.language").identify
    identify.load()
    linear: Analyser = importlib.import_module("scoring.emotion.linear").LinearAnalyser.load(
        identify=identify
    )
    return linear


def held_out() -> list[str]:
    """Give the customers' sentences that nothing was taught."""
    rows = [row for file in sorted(HELD_OUT.glob("*.tsv")) for row in file.read_text().splitlines()]
    return [row.split("\t", 2)[2] for row in rows]


MEASURES: Final[dict[str, Callable[[], Any]]] = {"load": load, "texts": texts, "hostile": hostile}


if __name__ == "__main__":
    measure, *cores = sys.argv[1:]
    if cores:
        os.sched_setaffinity(0, {int(cores[0])})
    json.dump(MEASURES[measure](), sys.stdout)
