"""`python -m training.card --goemotions FOLDER`: measure, and write the model card's figures anew.

What was measured is kept in `training/figures.json`; page and picture are made of it. Without GoEmotions the
figures of dev stay as they were measured before.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from scoring.vocabulary import Emotion
from service.analysers.language import identify
from training.edges import edges
from training.measures import Part, cost, part
from training.picture import Curve, calibration_picture
from training.recipe import CHAT, CUSTOMERS
from training.tables import (
    caption,
    confusions,
    curve,
    edge_cases,
    emotions,
    labels,
    overall,
    price,
    recipe,
    thresholds,
)
from training.texts import goemotions, sentences

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "emotion-model.md"
PICTURE: Final = ROOT / "docs" / "emotion-calibration.svg"
FIGURES: Final = ROOT / "training" / "figures.json"

_BLOCK = re.compile(r"(<!-- figures: ([a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@click.command()
@click.option(
    "--goemotions",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with dev.tsv and labels.txt. Without it, dev's figures stay.",
)
def main(folder: Path | None) -> None:
    """Measure the weights that come with Heartline, and write the model card's figures anew."""
    told = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    told |= measured(folder)
    if "dev" not in told:
        raise click.UsageError(f"{FIGURES} has no figures of dev yet: pass --goemotions")
    FIGURES.write_text(json.dumps(told, indent=1) + "\n")
    PAGE.write_text(filled(PAGE.read_text(), told))
    PICTURE.write_text(drawn(told))


def measured(folder: Path | None) -> dict[str, Any]:
    """Measure what can be measured: `held_out`, `taught`, `edges`, `cost`, and `dev` where its texts are."""
    held = sentences("held_out")
    told: dict[str, Any] = {} if folder is None else {"dev": asdict(part(goemotions(folder, "dev").single))}
    counts = zip(sentences("learn").shares.sum(axis=0), held.shares.sum(axis=0), strict=True)
    return told | {
        "held_out": asdict(part(held)),
        "taught": {
            each.value: [int(learn), int(kept)] for each, (learn, kept) in zip(Emotion, counts, strict=True)
        },
        "edges": edges(identify),
        "cost": cost(held, identify),
    }


def filled(page: str, told: Mapping[str, Any]) -> str:
    """Give the page with all its blocks of figures written anew. KeyError for one that nobody makes."""
    parts = Part(**told["dev"]), Part(**told["held_out"])
    picture = f"![{caption(*parts)}]({PICTURE.name})"
    blocks = {
        "labels": labels(told["taught"]),
        "overall": overall(*parts),
        "emotions": emotions(*parts),
        "picture": picture,
        "curve": curve(*parts),
        "thresholds": thresholds(*parts),
        "confusions": confusions(*parts),
        "edges": edge_cases(told["edges"]),
        "recipe": recipe({"chat and customers": CUSTOMERS, "chat alone": CHAT}),
        "cost": price(told["cost"]),
    }
    return _BLOCK.sub(lambda block: f"{block[1]}{blocks[block[2]]}\n{block[3]}", page)


def drawn(told: Mapping[str, Any]) -> str:
    """Draw the picture of calibration."""
    dev, held = Part(**told["dev"]), Part(**told["held_out"])
    return calibration_picture(
        (Curve("dev", "dev", dev.curve), Curve("held out", "held", held.curve)), caption(dev, held)
    )


if __name__ == "__main__":
    main()
