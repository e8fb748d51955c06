"""`heartline train-emotion`."""

import os
import sys
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from tqdm import tqdm

from scoring.emotion.comparison import compared
from scoring.emotion.languages import ENGLISH, language_of
from scoring.emotion.lessons import Lessons, Parts, different, parted
from scoring.emotion.model import Model
from scoring.emotion.retraining import EPOCHS, Retrained, retrained
from scoring.emotion.weights import ENGLISH as SHIPPED
from scoring.emotion.weights import load_weights, save_weights
from scoring.emotion.words import MOST_CHARACTERS, read_words
from scoring.emotions import CODES
from service.analysers.language import identify
from service.cli.comparison import report
from service.cli.interruption import INTERRUPTED
from service.errors import BadUserInput
from service.importing.labelled import Labelled, labelled

LEAST: Final = 50
"""Different texts: fewer teach nothing that could be told from chance."""

COLUMNS: Final = """\b
A file has a header and a row for each text, parted by , ; | or tabs:
  text          what a customer said, in English
  emotion       JOY DELIGHT EXCITEMENT TRUST SATISFACTION GRATITUDE RELIEF INTEREST SURPRISE NEUTRAL
                INDIFFERENCE CONFUSION DISGUST DISAPPOINTMENT SADNESS ANXIETY FRUSTRATION ANGER, in any case
Other columns, and rows that lack one of these two, are passed over.
"""


@click.command("train-emotion", epilog=COLUMNS)
@click.argument("file", metavar="LABELLED.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File for the new weights."
)
@click.option("--text-column", default="text", show_default=True, help="Whose words.")
@click.option("--emotion-column", default="emotion", show_default=True, help="What they felt.")
@click.option(
    "--held-out",
    default=0.2,
    show_default=True,
    type=click.FloatRange(0.1, 0.5),
    help="Share of texts that is kept to judge by.",
)
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Of everything random.")
@click.option(
    "--epochs",
    default=EPOCHS,
    show_default=True,
    type=click.IntRange(1, 100),
    help="How often each text is learned from, at most.",
)
def train_emotion(**told: Any) -> None:
    """Teach emotion as your customers word it, from texts you labelled.

    Begins with the weights that come with Heartline. A part of the texts is held out, and a fifth of the rest
    is not learned from either: by it the best epoch is chosen and confidence made honest. Then both weights
    are compared on what was held out. The same file and options make the same weights.

    Exit code 0: the weights were written, however good they are: read the report; 1: nothing that was tried
    helps, and nothing was written; 2: the file or an option is wrong; 130: stopped, nothing was written.
    """
    try:
        _train(**told)
    except KeyboardInterrupt:
        click.echo("stopped: nothing was written", err=True)
        sys.exit(INTERRUPTED)


def _train(
    *, file: Path, out: Path, text_column: str, emotion_column: str, held_out: float, seed: int, epochs: int
) -> None:
    _check(file, out)
    found = labelled(file, text_column, emotion_column)
    texts, lessons = _lessons(file, found)
    parts = parted(lessons, held_out, seed)
    _tell_parts(parts, found.blank, len(found.texts) - len(texts))
    shipped = load_weights()
    with tqdm(total=epochs * len(parts.learn), desc="train", unit=" texts", disable=None) as bar:
        made = retrained(
            shipped,
            lessons.chosen(parts.learn),
            lessons.chosen(parts.calibrate),
            seed=seed,
            epochs=epochs,
            tick=bar.update,
        )
    if not made.changed:
        click.echo("nothing that was tried helps: the shipped weights are best, and nothing was written")
        sys.exit(1)
    judged = [texts[at] for at in parts.held_out]
    click.echo(report(compared(shipped, made.model, judged, lessons.codes[parts.held_out])))
    _write(made.model, out)
    _tell_use(made, out, epochs)


def _check(file: Path, out: Path) -> None:
    """Refuse what could not, or should not, be written over."""
    if not (out.parent.is_dir() and os.access(out.parent, os.W_OK)):
        raise BadUserInput(f"--out: {out.parent} is no folder that can be written to: make it first")
    for other in (file, SHIPPED):
        if out.exists() and out.samefile(other):
            raise BadUserInput(f"--out: {other.name} itself would be overwritten: give another file")


def _lessons(file: Path, found: Labelled) -> tuple[list[str], Lessons]:
    """Keep what the analyser would read by its weights. Raises BadUserInput for what is too little."""
    identify.load()
    readings = [read_words(text) for text in found.texts]
    kept = [at for at, each in enumerate(readings) if language_of(each, identify) == ENGLISH]
    words = tuple(readings[at].words for at in kept)
    codes = np.array([CODES[found.emotions[at]] for at in kept], np.int64)
    many = len(different(words)[0])
    if many < LEAST:
        raise BadUserInput(
            f"{file.name} has {many} different labelled texts in English: label {LEAST} at least"
        )
    if len(np.unique(codes)) == 1:
        raise BadUserInput(f"{file.name} has one emotion alone: label texts of others, too")
    return [found.texts[at][: MOST_CHARACTERS + 1] for at in kept], Lessons(words, codes)


def _tell_parts(parts: Parts, blank: int, foreign: int) -> None:
    sizes = [len(part) for part in (parts.learn, parts.calibrate, parts.held_out)]
    click.echo("{} texts to learn from, {} to calibrate by, {} held out".format(*sizes))
    if blank or foreign:
        click.echo(f"passed over: {blank} rows without text or emotion, {foreign} not in English")


def _write(model: Model, out: Path) -> None:
    """Write all of it or nothing."""
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        save_weights(model, part)
        part.replace(out)
    except OSError as error:
        raise BadUserInput(f"--out: {out} could not be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def _tell_use(made: Retrained, out: Path, epochs: int) -> None:
    sharpness = f"sharpness {made.model.calibration.sharpness:g}"
    click.echo(f"\nwrote {out}, version {made.model.version} (epoch {made.epoch} of {epochs}, {sharpness})")
    click.echo("To use it, restart the services with the first, then read stored texts again by the second:")
    click.echo(f"  HEARTLINE_EMOTION_WEIGHTS={out.resolve()}\n  heartline reanalyse")
