"""Weights: a model as a file, numpy's own format and nothing that could run."""

import json
from dataclasses import asdict
from pathlib import Path
from tokenize import TokenError
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from scoring.emotion.buckets import BUCKETS
from scoring.emotion.feelings import WIDTH
from scoring.emotion.model import Calibration, Model
from scoring.emotion.network import EMOTIONS, OUTPUTS, SPAN, Layers, Network

ENGLISH: Final = Path(__file__).parent / "weights" / "english.npz"
"""The weights that come with Heartline."""

FORMAT: Final = 1
"""Raised when older files can no longer be read."""

_LAYERS: Final = ("spans", "offsets", "heads", "priors")

_DAMAGED: Final = (BadZipFile, EOFError, LookupError, NotImplementedError, TokenError, TypeError)
"""What numpy and zipfile raise, beside ValueError, for a file that is none or no longer what was written."""


def save_weights(model: Model, path: Path) -> None:
    """Write a model. The same model makes the same bytes."""
    told = {
        "format": FORMAT,
        "version": model.version,
        "networks": len(model.networks),
        "calibration": asdict(model.calibration),
    }
    arrays: dict[str, Any] = {"about": np.frombuffer(json.dumps(told).encode(), np.uint8)}
    for number, network in enumerate(model.networks):
        arrays |= {f"vectors{number}": network.vectors, f"scales{number}": network.scales}
        arrays |= {f"{name}{number}": getattr(network.layers, name) for name in _LAYERS}
    with path.open("wb") as file:
        np.savez(file, **arrays)


def load_weights(path: Path = ENGLISH) -> Model:
    """Read a model. Raises OSError where it cannot be read, ValueError where it is not one of ours."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            told = json.loads(file["about"].tobytes())
            if told["format"] != FORMAT:
                raise ValueError(f"its format is {told['format']}, not {FORMAT}: train it anew")
            networks = [_network(file, number) for number in range(told["networks"])]
            if not networks:
                raise ValueError("it has no network")
            return Model(networks, _calibration(told), str(told["version"]))
    except _DAMAGED as error:
        raise ValueError(f"it is no emotion model ({type(error).__name__})") from None


def _calibration(told: dict[str, Any]) -> Calibration:
    numbers = told["calibration"]
    leanings = tuple(float(number) for number in numbers["leanings"])
    if len(leanings) != EMOTIONS:
        raise ValueError(f"it has {len(leanings)} leanings, not {EMOTIONS}")
    return Calibration(
        leanings=leanings, **{name: float(number) for name, number in numbers.items() if name != "leanings"}
    )


def _network(file: Any, number: int) -> Network:
    vectors, scales = file[f"vectors{number}"], file[f"scales{number}"]
    layers = Layers(*(file[f"{name}{number}"] for name in _LAYERS))
    width, findings = vectors.shape[-1], layers.spans.shape[-1]
    shapes = {
        "vectors": (vectors, (BUCKETS, width), np.int8),
        "scales": (scales, (BUCKETS,), np.float32),
        "spans": (layers.spans, (SPAN * width, findings), np.float32),
        "offsets": (layers.offsets, (findings,), np.float32),
        "heads": (layers.heads, (width + 2 * findings + WIDTH, OUTPUTS), np.float32),
        "priors": (layers.priors, (OUTPUTS,), np.float32),
    }
    for name, (array, shape, kind) in shapes.items():
        if array.shape != shape or array.dtype != kind:
            raise ValueError(f"{name} is {array.shape} of {array.dtype}, not {shape} of {np.dtype(kind)}")
    return Network(vectors, scales, layers)
