"""Rules of what people write: trimmed, in Unicode's composed form (NFC), readable."""

import re
import unicodedata
from typing import Final

from service.editing.rules import Rule
from service.editing.spot import Spot
from service.errors import ProblemCode

_UNREADABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNREADABLE_IN_LINES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def words(most: int, *, lines: bool = False) -> Rule:
    """Have 1 to `most` characters without control characters; `lines` allows line breaks and tabs."""
    unreadable = _UNREADABLE_IN_LINES if lines else _UNREADABLE

    def check(value: str, spot: Spot) -> str:
        text = unicodedata.normalize("NFC", value).strip()
        if not text:
            spot.refuse(ProblemCode.REQUIRED, f"is blank: send 1 to {most} characters")
        elif len(text) > most:
            spot.refuse(ProblemCode.TOO_LONG, f"has {len(text)} characters: send at most {most}")
        elif unreadable.search(text):
            said = "holds a control character or a lone surrogate: send readable characters only"
            spot.refuse(ProblemCode.MALFORMED, said)
        return text

    return check


def key(value: str, spot: Spot) -> str:
    """Have an idempotency key: 1 to 128 readable characters, taken as they are."""
    most = 128
    if not value:
        spot.refuse(ProblemCode.REQUIRED, f"is empty: send 1 to {most} characters, or leave it out")
    elif len(value) > most:
        spot.refuse(ProblemCode.TOO_LONG, f"has {len(value)} characters: send at most {most}")
    elif _UNREADABLE.search(value):
        said = "holds a control character or a lone surrogate: send readable characters only"
        spot.refuse(ProblemCode.MALFORMED, said)
    return value


NAME: Final = words(200)
LINE: Final = words(500)
TEXT: Final = words(4_000, lines=True)
