"""`heartline analyse`."""

from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import chain
from typing import Any, Final

import click
import orjson

from scoring.emotion import Analysis
from service.analysers import Ignored
from service.cli.reading import chosen_analyser
from service.cli.texts import texts_of
from service.settings import Settings

DIGITS: Final = 4

FIELDS: Final = """\b
Fields:
  emotion       the likeliest; null where nothing could be read, as in a language it does not know
  distribution  the probability of each emotion, the likeliest first
  valence       from -1 to 1; null where it cannot tell
  confidence    how often such an answer is right; below 0.5 it is not counted as an emotion
  language      its code in ISO 639-1; und where too few words tell; null where there are none
  truncated     whether the text was too long to be read to its end
  analyser      who read it
  version       and which one
"""


@click.command(epilog=FIELDS)
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option(
    "--file", type=click.File("rb"), help="Read texts from a file, one a line; - is standard input."
)
@click.option("--tenant", default="northline", show_default=True, help="Whose brand names are passed over.")
def analyse(texts: Sequence[str], file: BufferedReader | None, tenant: str) -> None:
    """Read the emotion of texts, to see what the service would make of them: an object of JSON for each.

    No database is needed, and nothing is stored. A file may have any size; an empty line is a text, too.
    """
    if not texts and file is None:
        raise click.UsageError("there is nothing to read: give a TEXT, or --file FILE (- is standard input)")
    settings = Settings()
    analyser, ignored = chosen_analyser(settings), Ignored.read(settings.emotion_ignore)
    for some in _batches(texts, file, analyser.batch_size):
        analyses = analyser.analyse([ignored.masked(tenant, text) for text in some])
        click.echo(b"".join(map(_told, analyses)), nl=False)


def _batches(texts: Sequence[str], file: BufferedReader | None, size: int) -> Iterator[Sequence[str]]:
    """Give what an analyser likes to be given at once, or what is there."""
    for lines in chain([texts], texts_of(file) if file else ()):
        for start in range(0, len(lines), size):
            yield lines[start : start + size]


def _told(analysis: Analysis) -> bytes:
    likeliest_first = sorted(analysis.distribution.items(), key=lambda each: -each[1])
    told: dict[str, Any] = {
        "emotion": analysis.emotion,
        "distribution": {emotion.value: round(share, DIGITS) for emotion, share in likeliest_first},
        "valence": None if analysis.valence is None else round(analysis.valence, DIGITS),
        "confidence": round(analysis.confidence, DIGITS),
        "language": analysis.language,
        "truncated": analysis.truncated,
        "analyser": analysis.analyser,
        "version": analysis.version,
    }
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)
