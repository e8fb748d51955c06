"""`python -m training --goemotions FOLDER`: teach Heartline's own model, and say how good it is."""

from dataclasses import asdict
from pathlib import Path

import click
import numpy as np
from tqdm import tqdm

from scoring.emotion.buckets import Floats
from scoring.emotion.figures import Figures, f1_by_emotion, figures
from scoring.emotion.linear import LinearAnalyser
from scoring.emotion.model import Model
from scoring.emotion.weights import ENGLISH, load_weights, save_weights
from scoring.vocabulary import Emotion
from training.recipe import calibrated, teach, texts_taught
from training.texts import Labelled, goemotions, sentences


@click.command()
@click.option(
    "--goemotions",
    "folder",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with train.tsv, dev.tsv and labels.txt.",
)
@click.option("--out", default=ENGLISH, type=click.Path(dir_okay=False, path_type=Path), help="The weights.")
@click.option("--measure", is_flag=True, help="Teach nothing: only measure the weights there are.")
def main(folder: Path, out: Path, measure: bool) -> None:
    """Teach the emotion model anew from GoEmotions and our own sentences, or measure it."""
    dev = goemotions(folder, "dev").single
    if not measure:
        chat, customers = goemotions(folder, "train"), sentences("learn")
        with tqdm(total=texts_taught(chat, customers), desc="teach", unit=" texts") as bar:
            networks = teach(chat, customers, bar.update)
        save_weights(calibrated(networks, chat, dev), out)
    model = load_weights(out)
    for name, texts in (("dev", dev), ("held out", sentences("held_out"))):
        tell(name, measured(model, texts))
        for code, f1 in f1_by_emotion(texts.codes, read(model, texts)[0].argmax(axis=1)).items():
            click.echo(f"    {list(Emotion)[code]:<15} F1 {f1:.2f}")


def read(model: Model, texts: Labelled) -> tuple[Floats, Floats]:
    """Read texts as the analyser does, whatever language they look like."""
    analyses = LinearAnalyser(model, lambda _: ("en", 1.0)).analyse(texts.texts)
    rows = [[each.distribution.get(emotion, 0.0) for emotion in Emotion] for each in analyses]
    return np.array(rows), np.array([each.valence or 0.0 for each in analyses])


def measured(model: Model, texts: Labelled) -> Figures:
    """Measure the model as the analyser answers."""
    probabilities, valences = read(model, texts)
    return figures(texts.codes, probabilities, valences)


def tell(name: str, found: Figures) -> None:
    """Print figures on one line."""
    click.echo(f"{name}: " + ", ".join(f"{key} {value:.4g}" for key, value in asdict(found).items()))


if __name__ == "__main__":
    main()
