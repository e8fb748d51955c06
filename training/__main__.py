"""`python -m training --goemotions FOLDER`: teach Heartline's own model, and say how good it is."""

from dataclasses import asdict
from pathlib import Path

import click
from tqdm import tqdm

from scoring.emotion.figures import figures, read_by
from scoring.emotion.linear import LinearAnalyser
from scoring.emotion.weights import ENGLISH, load_weights, save_weights
from training.measures import english
from training.recipe import calibrated, teach, texts_taught
from training.texts import goemotions, sentences


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
    analyser = LinearAnalyser(load_weights(out), english)
    for name, texts in (("dev", dev), ("held out", sentences("held_out"))):
        found = figures(texts.codes, *read_by(analyser, texts.texts))
        click.echo(f"{name}: " + ", ".join(f"{key} {value:.4g}" for key, value in asdict(found).items()))
    click.echo("All figures, emotion by emotion: python -m training.card")


if __name__ == "__main__":
    main()
