"""The stack of an error without its words."""

import traceback
from collections.abc import Iterator


def stack_of(error: BaseException | None) -> str:
    """Tell where it happened, cause by cause; never an exception's own text, which may quote the client's."""
    return "".join(_told(error))


def _told(error: BaseException | None) -> Iterator[str]:
    while error:
        yield f"{type(error).__module__}.{type(error).__qualname__}\n"
        yield from traceback.format_tb(error.__traceback__)
        error = error.__cause__ or error.__context__
