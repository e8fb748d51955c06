"""A row has the same key whenever its file is read, and two like rows have two."""

from service.importing.keys import Keys


def test_like_rows_are_counted():
    """Their ordinal is in the key, so the second like answer is a feedback of its own."""
    keys = Keys()
    one, other = b"1" * 16, b"2" * 16
    assert [keys.key(digest) for digest in (one, other, one)] == [
        f"import:{one.hex()}:0",
        f"import:{other.hex()}:0",
        f"import:{one.hex()}:1",
    ]


def test_another_reading_gives_the_same_keys():
    """So nothing is counted twice."""
    rows = [bytes([digit]) * 16 for digit in (1, 2, 1, 1)]
    first, second = Keys(), Keys()
    assert [first.key(row) for row in rows] == [second.key(row) for row in rows]
