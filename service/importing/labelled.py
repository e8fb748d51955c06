"""Labelled texts: the rows of a table that say what somebody felt, and in which words."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring.vocabulary import Emotion
from service.errors import BadUserInput
from service.importing.delimited import Record, records
from service.importing.form import Form, Format
from service.importing.lines import lines_of
from service.importing.row import Unreadable

DELIMITERS: Final = (",", ";", "\t", "|")

MOST_ROWS: Final = 200_000
"""Rows that are read: learning from as many takes half an hour at most, and 1 GB."""

_EMOTIONS: Final = {emotion.value: emotion for emotion in Emotion}
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with their emotions, in the file's order; `blank` counts rows that lack one or the other."""

    texts: tuple[str, ...]
    emotions: tuple[Emotion, ...]
    blank: int


def labelled(path: Path, text_column: str, emotion_column: str) -> Labelled:
    """Read a table with a header, as spreadsheets save it: parted by , ; | or tabs, in UTF-8 or UTF-16.

    Columns go by name and labels by the emotions' names, in any case. Raises BadUserInput, which names the
    line and the fix and never tells what a cell says.
    """
    form, at_text, at_emotion = _told(path, (text_column, emotion_column))
    texts, emotions, blank = [], [], 0
    for number, record in enumerate(_rows(form)):
        if number == MOST_ROWS:
            raise BadUserInput(f"{path.name} has more than {MOST_ROWS:,} rows: give a random part of them")
        text, label = record.cells[at_text].strip(), record.cells[at_emotion].strip()
        emotion = _EMOTIONS.get(label.upper())
        if label and emotion is None:
            known = ", ".join(_EMOTIONS)
            raise BadUserInput(_said(path, record.line, f"its emotion is none of {known}: correct it"))
        if text and emotion:
            texts.append(text)
            emotions.append(emotion)
        else:
            blank += 1
    return Labelled(tuple(texts), tuple(emotions), blank)


def _rows(form: Form) -> Iterator[Record]:
    """Give the rows under the header, each as wide as it."""
    with closing(_records(form)) as found:
        width = len(next(found).cells)
        for record in found:
            if len(record.cells) != width:
                said = f"it has {len(record.cells)} cells, the header {width}"
                raise BadUserInput(
                    _said(form.path, record.line, f"{said}: quote texts that hold the delimiter")
                )
            yield record


def _told(path: Path, columns: Sequence[str]) -> tuple[Form, int, int]:
    """Find by which delimiter the header has the columns, and where."""
    lacking: list[str] = []
    for delimiter in DELIMITERS:
        form = Form(path, Format.CSV, _encoding(path), delimiter, quote=None if delimiter == "\t" else '"')
        with closing(_records(form)) as found:
            first = next(found, None)
        if first is None:
            raise BadUserInput(
                f"{path.name} is empty: give it a header with {' and '.join(columns)}, and rows"
            )
        names = [cell.strip().casefold() for cell in first.cells]
        missing = [column for column in columns if names.count(column.strip().casefold()) != 1]
        if not missing:
            at_text, at_emotion = (names.index(column.strip().casefold()) for column in columns)
            return form, at_text, at_emotion
        lacking = min(lacking or missing, missing, key=len)
    said = f"the header does not have one column {lacking[0]!r}: name the right one by "
    option = "--text-column" if lacking[0] == columns[0] else "--emotion-column"
    raise BadUserInput(_said(path, 1, said + option))


def _records(form: Form) -> Generator[Record, None, None]:
    with closing(records(lines_of(form), form.delimiter, form.quote)) as found:
        for record in found:
            if isinstance(record, Unreadable):
                said = "it cannot be read: save the file as UTF-8, and double each quote within quotes"
                raise BadUserInput(_said(form.path, record.line, said))
            yield record


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in _UTF16 else "utf-8-sig"


def _said(path: Path, line: int, message: str) -> str:
    return f"{path.name}, line {line}: {message}"
