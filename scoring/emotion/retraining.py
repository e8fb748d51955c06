"""Retraining: the customers' network goes on learning from one's own labels, for as long as that helps."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

import numpy as np

from scoring.emotion.batch import laid_out
from scoring.emotion.buckets import Floats
from scoring.emotion.corpus import Corpus
from scoring.emotion.gradient import Targets
from scoring.emotion.learning import Recipe, learn
from scoring.emotion.lessons import Lessons
from scoring.emotion.model import Calibration, Model, mixed
from scoring.emotion.network import EMOTIONS, Layers, Network

EPOCHS: Final = 8
FIRST: Final = Recipe(seed=0, epochs=1, vector_rate=0.003, layer_rate=0.001, batch=32)
"""How the first epoch teaches. Every later one's rates are lower, the last one's near none."""

LEAST_STEPS: Final = 16
"""Steps of an epoch; fewer texts than usual make one where that gives too few."""

SHARPER: Final = tuple(np.round(np.geomspace(0.5, 2, 57), 3).tolist())
"""What the sharpness is tried times."""

SPREAD: Final = 0.3
"""How far its logarithm is expected to move: few texts do not move it far."""

AT_ONCE: Final = 256
"""Texts that are tried together: their words' shares take much room."""

_UNLIKELY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Retrained:
    """A model, and after how many epochs it was best: 0 is the network it began with."""

    model: Model
    epoch: int
    changed: bool


def retrained(
    model: Model,
    learned: Lessons,
    calibrating: Lessons,
    *,
    seed: int,
    epochs: int = EPOCHS,
    tick: Callable[[int], object] = lambda _: None,
) -> Retrained:
    """Teach the customers' network; the other networks stay. `tick` hears how many texts were used.

    Kept is the epoch, and fitted the sharpness, whose log loss on `calibrating` is the least: none of it was
    learned from. Nothing gets worse there than it was; where nothing helps, `changed` is false and the model
    is the one given. The same lessons, seed and machine make the same model; its version tells its weights.
    """
    trial = _Trial(model, calibrating)
    best, kept, network = trial.of(model.networks[0]), 0, model.networks[0]
    for epoch, taught in enumerate(_epochs(network, learned, seed, epochs, tick), start=1):
        tried = trial.of(taught)
        if tried[0] < best[0]:
            best, kept, network = tried, epoch, taught
    if not kept and best[1] == model.calibration:
        return Retrained(model, 0, changed=False)
    networks = (network, *model.networks[1:])
    return Retrained(Model(networks, best[1], _version(model.version, network, best[1])), kept, changed=True)


def _epochs(
    network: Network, learned: Lessons, seed: int, epochs: int, tick: Callable[[int], object]
) -> Iterator[Network]:
    """Give the network after each epoch; within one, too, rates fall to none."""
    count = len(learned)
    corpus, ones = Corpus(learned.texts), np.ones(count, np.float32)
    targets = Targets(np.eye(EMOTIONS, dtype=np.float32)[learned.codes], ones, ones)
    size = min(FIRST.batch, -(-count // LEAST_STEPS))
    for epoch in range(epochs):
        left = 1 - epoch / epochs
        recipe = replace(
            FIRST,
            seed=seed + epoch,
            batch=size,
            vector_rate=FIRST.vector_rate * left,
            layer_rate=FIRST.layer_rate * left,
        )
        network = learn(corpus, targets, recipe, tick, start=network)
        yield network


class _Trial:
    """Tries networks in a model on texts nobody learned from."""

    def __init__(self, model: Model, lessons: Lessons) -> None:
        self._model = model
        self._codes = lessons.codes
        texts = lessons.texts
        some = [texts[first : first + AT_ONCE] for first in range(0, len(texts), AT_ONCE)]
        self._batches = [(each, laid_out(each)) for each in some]

    def of(self, network: Network) -> tuple[float, Calibration]:
        """Give the least loss, and the calibration it has it with; the model's own where that is as good."""
        own = self._model.calibration
        model = Model((network, *self._model.networks[1:]), own, "")
        answers = [model.answers(texts, batch) for texts, batch in self._batches]
        tried = [(0.0, own)] + [
            (float(np.log(by)) ** 2 / (2 * SPREAD**2), replace(own, sharpness=round(own.sharpness * by, 3)))
            for by in SHARPER
        ]
        losses = [self._loss(answers, each) + doubt for doubt, each in tried]
        least = int(np.argmin(losses))
        return losses[least], tried[least][1]

    def _loss(self, answers: Sequence[Floats], calibration: Calibration) -> float:
        """Sum up how improbable it found what is true, in nats."""
        rows = [
            mixed(each, batch.felt, calibration)
            for each, (_, batch) in zip(answers, self._batches, strict=True)
        ]
        found = np.concatenate(rows)[np.arange(len(self._codes)), self._codes]
        return float(-np.log(np.maximum(found, _UNLIKELY)).sum(dtype=float))


def _version(shipped: str, network: Network, calibration: Calibration) -> str:
    """Name a model after the one it comes from, and its weights."""
    digest = hashlib.sha256(json.dumps(asdict(calibration)).encode())
    layers = (getattr(network.layers, named.name) for named in fields(Layers))
    for array in (network.vectors, network.scales, *layers):
        digest.update(np.ascontiguousarray(array).tobytes())
    return f"{shipped.partition('+')[0]}+{digest.hexdigest()[:8]}"
