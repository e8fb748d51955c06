"""A model comes back from its file as it was; what is none is refused, and nothing in it is run."""

import json
import pickle
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.emotion.model import Calibration, Model
from scoring.emotion.weights import ENGLISH, FORMAT, load_weights, save_weights
from tests.unit.scoring.emotion.small import model

CALIBRATION = Calibration(
    1.25, 1.5, tuple(number / 10 for number in range(18)), 3.0, 0.5, 1.5, 0.25, 0.2, 0.4
)
MODEL = model(calibration=CALIBRATION)

Arrays = dict[str, Any]
Change = Callable[[Arrays], object]


def told(**changes: object) -> Change:
    """Change what is told about a model."""

    def change(arrays: Arrays) -> None:
        about = json.loads(arrays["about"].tobytes()) | changes
        arrays["about"] = np.frombuffer(json.dumps(about).encode(), np.uint8)

    return change


def calibrated(**changes: object) -> Change:
    """Change the calibration that is told."""
    return told(calibration=asdict(CALIBRATION) | changes)


def changed(path: Path, change: Change) -> Path:
    """Write a good model's file with something changed."""
    save_weights(MODEL, path)
    with np.load(path) as file:
        arrays = dict(file)
    change(arrays)
    with path.open("wb") as file:  # given a path, numpy would choose another name
        np.savez(file, **arrays)
    return path


def test_a_model_comes_back(tmp_path: Path) -> None:
    """Every number, the calibration and the version; and the same answers."""
    path = tmp_path / "model"
    save_weights(MODEL, path)
    back = load_weights(path)
    assert (back.calibration, back.version) == (CALIBRATION, "small")
    for mine, other in zip(MODEL.networks, back.networks, strict=True):
        assert np.array_equal(mine.vectors, other.vectors)
        assert np.array_equal(mine.scales, other.scales)
        for name in ("spans", "offsets", "heads", "priors"):
            assert np.array_equal(getattr(mine.layers, name), getattr(other.layers, name))
    texts = [["not", "good"], []]
    assert np.array_equal(
        back.probabilities(texts)[0], model(calibration=CALIBRATION).probabilities(texts)[0]
    )


def test_the_same_model_makes_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, or written again after reading; under just the name that was asked for."""
    first, second = tmp_path / "a.bin", tmp_path / "b"
    save_weights(MODEL, first)
    save_weights(load_weights(first), second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_an_unchanged_file_is_good(tmp_path: Path) -> None:
    """What the next tests change is the only thing wrong with their files."""
    assert load_weights(changed(tmp_path / "model", lambda _: None)).version == "small"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (told(format=FORMAT + 1), "its format is 2, not 1: train it anew"),
        (told(networks=3), "it is no emotion model"),
        (told(networks=0), "it has no network"),
        (told(networks="2"), "it is no emotion model"),
        (calibrated(leanings=[0.0] * 17), "it has 17 leanings, not 18"),
        (calibrated(leanings=3), "it is no emotion model"),
        (calibrated(sharpness="much"), "could not convert"),
        (calibrated(decision=None), "it is no emotion model"),
        (calibrated(charm=1.0), "it is no emotion model"),
        (told(calibration={"leanings": [0.0] * 18}), "it is no emotion model"),
        (told(calibration=[1.0]), "it is no emotion model"),
        (lambda arrays: arrays.pop("about"), "it is no emotion model"),
        (lambda arrays: arrays.pop("heads1"), "it is no emotion model"),
        (lambda arrays: arrays.update(about=np.zeros(4, np.uint8)), "Expecting value"),
        (lambda arrays: arrays.update(about=np.frombuffer(b"[1]", np.uint8)), "it is no emotion model"),
        (lambda arrays: arrays.update(vectors0=np.int8(3)), "it is no emotion model"),
        (lambda arrays: arrays.update(vectors0=arrays["vectors0"][1:]), "vectors is"),
        (lambda arrays: arrays.update(vectors1=arrays["vectors1"].astype(float)), "vectors is"),
        (lambda arrays: arrays.update(scales0=arrays["scales0"][:, None]), "scales is"),
        (lambda arrays: arrays.update(spans1=arrays["spans1"][1:]), "spans is"),
        (lambda arrays: arrays.update(offsets0=arrays["offsets0"][:-1]), "offsets is"),
        (lambda arrays: arrays.update(heads0=arrays["heads0"].T), "heads is"),
        (lambda arrays: arrays.update(priors0=arrays["priors0"].astype(float)), "priors is"),
    ],
)
def test_another_model_is_refused(tmp_path: Path, change: Change, message: str) -> None:
    """Another format, something missing, too few, of another shape or kind: ValueError saying which."""
    with pytest.raises(ValueError, match=message):
        load_weights(changed(tmp_path / "model", change))


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.3, 0.9, 0.9999])
def test_a_file_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    """However much of it is there."""
    whole = ENGLISH.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(ValueError, match=r"no emotion model|allow_pickle"):
        load_weights(tmp_path / "cut")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_damaged_file_is_refused(tmp_path: Path, share: float) -> None:
    """One bit of a weight is enough: sums are checked."""
    damaged = bytearray(ENGLISH.read_bytes())
    damaged[int(share * len(damaged))] ^= 1
    (tmp_path / "damaged").write_bytes(damaged)
    with pytest.raises(ValueError, match="BadZipFile"):
        load_weights(tmp_path / "damaged")


@pytest.mark.parametrize("content", [b"weights\n", b"\0" * 1000, b"PK\3\4", b"\x93NUMPY", pickle.dumps({})])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Text, nothing but zeros, the beginning of an archive or an array, a pickle."""
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(ValueError, match=r"."):
        load_weights(tmp_path / "other")


def test_an_array_is_no_archive(tmp_path: Path) -> None:
    """numpy's other format."""
    np.save(tmp_path / "one.npy", np.zeros(3))
    with pytest.raises(ValueError, match="it is no emotion model"):
        load_weights(tmp_path / "one.npy")


def test_where_nothing_can_be_read_it_is_an_oserror(tmp_path: Path) -> None:
    """No file, and a folder."""
    with pytest.raises(FileNotFoundError):
        load_weights(tmp_path / "none")
    with pytest.raises(IsADirectoryError):
        load_weights(tmp_path)


class _Trap:
    """Leaves a file where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[Path]]:
        return Path.touch, (self._path,)


@pytest.mark.parametrize("name", ["about", "scales0", "priors1"])
def test_nothing_in_a_file_is_run(tmp_path: Path, name: str) -> None:
    """An object in place of numbers is refused unopened."""
    sprung = tmp_path / "sprung"
    path = changed(tmp_path / "model.npz", lambda arrays: arrays.update({name: np.array([_Trap(sprung)])}))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load_weights(path)
    assert not sprung.exists()
    with np.load(path, allow_pickle=True) as file:
        assert file[name] is not None
    assert sprung.exists()


def test_heartlines_own_are_what_they_say(tmp_path: Path) -> None:
    """Version 1, small enough to come along, finite, and written by `save_weights`."""
    shipped: Model = load_weights()
    assert shipped.version == "1"
    assert ENGLISH.stat().st_size < 6_500_000
    for network in shipped.networks:
        for name in ("spans", "offsets", "heads", "priors"):
            assert np.isfinite(getattr(network.layers, name)).all()
        assert (network.scales > 0).all()
    save_weights(shipped, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == ENGLISH.read_bytes()
