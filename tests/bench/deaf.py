"""`heartline`, without what the change stream gives it: to measure what that is worth, and what it costs.

BENCH_DEAF says what is left out. With `memory` it is never trusted, so that each read asks the database for
pulses, as if there were no stream; with `all` nothing is listened to.
"""

import os
from typing import Any

from service.cli import main
from service.live import Hub
from service.rollups.board import Board


def _trust_nothing(board: Board, until: float) -> None:
    """Hear until when memory may be trusted, and do not."""


async def _do_not_listen(hub: Hub) -> Hub:
    return hub


LEFT_OUT: dict[str, tuple[type, str, Any]] = {
    "memory": (Board, "vouch", _trust_nothing),
    "all": (Hub, "__aenter__", _do_not_listen),
}

if __name__ == "__main__":
    setattr(*LEFT_OUT[os.environ["BENCH_DEAF"]])
    main()
