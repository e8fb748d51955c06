"""Keys: what makes a row the same row when its file is imported again."""

from collections import defaultdict
from typing import Final

MARK: Final = "import:"


class Keys:
    """Keys rows by what they say and their ordinal among identical rows: two like answers are two feedback.

    Rows have to come in the file's order. Remembers each different one, in about 90 bytes.
    """

    def __init__(self) -> None:
        self._seen: defaultdict[int, int] = defaultdict(int)

    def key(self, digest: bytes) -> str:
        """Give the next key of a row that says this."""
        short = int.from_bytes(digest[:8])
        ordinal = self._seen[short]
        self._seen[short] += 1
        return f"{MARK}{digest.hex()}:{ordinal}"
