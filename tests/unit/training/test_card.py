"""The figures of docs/emotion-model.md, measured again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from training import card
from training.card import FIGURES, PAGE, PICTURE, drawn, filled, main, measured
from training.measures import weights_id

ANEW = "`python -m training.card --goemotions FOLDER` writes it anew"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def told():
    """What was measured, as committed."""
    return json.loads(FIGURES.read_text())


@pytest.fixture(scope="module")
def again():
    """What is measured without GoEmotions."""
    return json.loads(json.dumps(measured(None)))


def leaves(thing: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give what is nested as flat pairs of a path and a value."""
    if isinstance(thing, Mapping):
        for name, value in thing.items():
            yield from leaves(value, f"{path}.{name}")
    elif isinstance(thing, Sequence) and not isinstance(thing, str):
        for number, value in enumerate(thing):
            yield from leaves(value, f"{path}.{number}")
    else:
        yield path, thing


@pytest.mark.parametrize("part", ["held_out", "taught", "edges"])
def test_the_figures_are_those_of_the_weights_that_are_shipped(told, again, part):
    """Nobody reads of another model than the one they get."""
    before, now = dict(leaves(told[part])), dict(leaves(again[part]))
    assert now.keys() == before.keys(), ANEW
    for path, value in now.items():
        if isinstance(value, float):
            assert value == pytest.approx(before[path], rel=0.01, abs=0.002), f"{path}: {ANEW}"
        elif isinstance(value, int):
            assert value == pytest.approx(before[path], abs=3), f"{path}: {ANEW}"
        else:
            assert value == before[path], f"{path}: {ANEW}"


def test_dev_was_measured_with_the_same_weights(told):
    """Its texts are not here, so the weights' checksum says it."""
    assert told["dev"]["weights"] == weights_id(), ANEW


def test_page_and_picture_show_what_was_measured(told):
    """No figure was written by hand, none forgotten."""
    assert filled(PAGE.read_text(), told) == PAGE.read_text(), ANEW
    assert drawn(told) == PICTURE.read_text(), ANEW


def test_the_page_tells_how_many_sentences_there_are(told):
    """In its words, too."""
    learn, held = map(sum, zip(*told["taught"].values(), strict=True))
    assert f"our own sentences, {learn:,}" in PAGE.read_text()
    assert f"**held out**: {held:,} sentences" in PAGE.read_text()


def test_an_unknown_block_is_refused(told):
    """A misspelt name does not stay empty."""
    with pytest.raises(KeyError, match="elsewhere"):
        filled("<!-- figures: elsewhere -->\n<!-- end -->", told)


def test_a_wrong_figure_would_be_found(told):
    """The check above checks."""
    share = f"{told['held_out']['figures']['accuracy']:.3f}"
    assert filled(PAGE.read_text().replace(share, "0.999"), told) == PAGE.read_text()


def test_the_picture_is_for_everybody(told):
    """It is well-formed, says in words what it shows, has every n, and a dark form."""
    picture = ET.fromstring(drawn(told))  # noqa: S314  # our own
    assert picture.find(f"{SVG}title").text == "Calibration"
    assert f"(n {told['dev']['figures']['n']:,})" in picture.find(f"{SVG}desc").text
    words = [each.text for each in picture.iter(f"{SVG}text")]
    for part in ("dev", "held_out"):
        assert {f"{n:,}" for _, _, n in told[part]["curve"]} <= set(words)
    assert "prefers-color-scheme:dark" in picture.find(f"{SVG}style").text


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told, again):
    """Copies of page, picture and figures, with other figures of the held-out sentences."""
    for name, path in {"PAGE": PAGE, "PICTURE": PICTURE, "FIGURES": FIGURES}.items():
        monkeypatch.setattr(card, name, tmp_path / path.name)
        (tmp_path / path.name).write_text(path.read_text())
    other = told | {"held_out": told["dev"]}
    (tmp_path / FIGURES.name).write_text(json.dumps(other))
    monkeypatch.setattr(
        card, "measured", lambda folder: again | ({"dev": told["held_out"]} if folder else {})
    )
    return tmp_path


def test_without_goemotions_the_figures_of_dev_stay(elsewhere, told, again):
    """Who has not got it can measure all the rest."""
    assert CliRunner().invoke(main, []).exit_code == 0
    now = json.loads((elsewhere / FIGURES.name).read_text())
    assert (now["dev"], now["held_out"]) == (told["dev"], again["held_out"])
    assert filled((elsewhere / PAGE.name).read_text(), now) == (elsewhere / PAGE.name).read_text()


def test_with_goemotions_all_are_written(elsewhere, told):
    """One command, page and picture."""
    assert CliRunner().invoke(main, ["--goemotions", str(elsewhere)]).exit_code == 0
    now = json.loads((elsewhere / FIGURES.name).read_text())
    assert now["dev"] == told["held_out"]
    assert (elsewhere / PICTURE.name).read_text() == drawn(now)


def test_figures_that_never_were_are_asked_for(elsewhere):
    """A first run needs GoEmotions, says so, and writes nothing."""
    (elsewhere / FIGURES.name).unlink()
    said = CliRunner().invoke(main, [])
    assert said.exit_code == 2
    assert "pass --goemotions" in said.output
    assert not (elsewhere / FIGURES.name).exists()
