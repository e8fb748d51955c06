"""What does not fit."""

from service.errors import ProblemCode

MOST_QUOTED = 60


class Unfit(Exception):
    """A cell that is no value of its field; the message names the field and the fix."""

    def __init__(self, rule: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


def quoted(text: str) -> str:
    """Quote a cell in a message, its beginning if it is long."""
    return repr(text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]} ...")
