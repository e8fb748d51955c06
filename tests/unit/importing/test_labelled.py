"""Labelled texts are read as spreadsheets save them; what is wrong is named by its line, not its words."""

import pytest

from scoring.vocabulary import Emotion
from service.errors import BadUserInput
from service.importing import labelled as module
from service.importing.labelled import Labelled, labelled

BOTH = Labelled(('so "sick", love it', "meh"), (Emotion.DELIGHT, Emotion.INDIFFERENCE), 0)
ROWS = 'text,emotion\n"so ""sick"", love it",Delight\nmeh,INDIFFERENCE\n'
SECRET = "my card is 4111"


def read(folder, content: str | bytes, text: str = "text", emotion: str = "emotion") -> Labelled:
    """Read a file of this content."""
    path = folder / "labels.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return labelled(path, text, emotion)


def refused(folder, content: str | bytes, text: str = "text", emotion: str = "emotion") -> str:
    """Read a file that cannot be meant; gives what is said about it, and that is none of its words."""
    with pytest.raises(BadUserInput) as told:
        read(folder, content, text, emotion)
    assert SECRET not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(
    "content",
    [
        ROWS,
        "\ufeff" + ROWS,
        ROWS.replace("\n", "\r\n"),
        "\n" + ROWS.replace("text,emotion", " Text , EMOTION "),
        'id;emotion;text\n1;DELIGHT;"so ""sick"", love it"\n;indifference;meh\n',
        'text\temotion\nso "sick", love it\tdelight\nmeh\tIndifference\n',
        'emotion|text\ndelight|"so ""sick"", love it"\nIndifference| meh \n',
        ROWS.encode("utf-16"),
    ],
)
def test_as_spreadsheets_save_it(tmp_path, content):
    """With any usual delimiter, line end and byte order mark, columns in any order, names in any case."""
    assert read(tmp_path, content) == BOTH


def test_columns_of_other_names(tmp_path):
    """Are told."""
    content = ROWS.replace("text,emotion", "Comment,Felt")
    assert read(tmp_path, content, "comment", "Felt") == BOTH


def test_rows_that_lack_something_are_counted(tmp_path):
    """Texts not labelled yet, and labels of nothing."""
    found = read(tmp_path, "text,emotion\na,JOY\nb,\n,JOY\n\nc, anger \n")
    assert found == Labelled(("a", "c"), (Emotion.JOY, Emotion.ANGER), 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "labels.csv is empty: give it a header with text and emotion, and rows"),
        ("\n \n", "labels.csv is empty: give it a header with text and emotion, and rows"),
        (f"text,feeling\n{SECRET},JOY\n", "'emotion': name the right one by --emotion-column"),
        (
            f"words,emotion\n{SECRET},JOY\n",
            "line 1: the header does not have one column 'text': name the right",
        ),
        (f"{SECRET},JOY\n", "line 1: the header does not have one column 'text': name the right one"),
        ("text,text,emotion\na,b,JOY\n", "the header does not have one column 'text'"),
        (
            f"text,emotion\na,JOY\n{SECRET},{SECRET}\n",
            "labels.csv, line 3: its emotion is none of JOY, DELIGHT",
        ),
        (f"text,emotion\n{SECRET}, too,JOY\n", "line 2: it has 3 cells, the header 2: quote texts"),
        (f'text,emotion\n"{SECRET},JOY\n', "line 2: it cannot be read: save the file as UTF-8, and double"),
        (
            f"text,emotion\n{SECRET} ".encode() + b"\xff,JOY\n",
            "line 2: it cannot be read: save the file as UTF-8",
        ),
    ],
)
def test_what_is_wrong(tmp_path, content, said):
    """Is told with its line and the fix."""
    assert said in refused(tmp_path, content)


def test_rows_without_end(tmp_path, monkeypatch):
    """Are too many."""
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert len(read(tmp_path, ROWS).texts) == 2
    assert "has more than 2 rows: give a random part" in refused(tmp_path, ROWS + f"{SECRET},JOY\n")
