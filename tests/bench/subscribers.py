"""Subscribers: a process that holds thousands of sockets, cheap enough not to be what is measured.

Reads commands from standard input, one JSON object a line, and answers each with a line on standard output.
"""

import json
import os
import resource
import select
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from tests.bench.live_socket import Notes, Subscriber, Wish

AT_ONCE = 100
"""How many greet at once: the accept queue of a busy server is finite."""

COMMANDS = 0
LOOK_SECONDS = 0.005
MOST_EVENTS = 1_024

Mark = Sequence[float]
"""When by the monotonic clock, and how much feedback had been acknowledged by then."""


class Crowd:
    """All subscribers of this process, in named groups."""

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._poll.register(COMMANDS, select.EPOLLIN)
        self.asked = False
        self._by_file: dict[int, Subscriber] = {}
        self._groups: dict[str, list[Subscriber]] = {}
        self._notes = Notes()

    def open(
        self, group: str, wish: dict[str, Any], count: int, seconds: float, at_once: int = AT_ONCE
    ) -> dict[str, Any]:
        """Subscribe so many, and wait until each has its first state."""
        began = time.monotonic()
        members = self._groups.setdefault(group, [])
        asked = Wish(**wish)
        for start in range(0, count, at_once):
            new = [Subscriber(asked, self._notes) for _ in range(min(at_once, count - start))]
            members += new
            for each in new:
                self._by_file[each.sock.fileno()] = each
                self._poll.register(each.sock, select.EPOLLIN)
            self._until(partial(_settled, new), seconds)
            if asked.stalled:
                for each in new:
                    self._forget(each)
        if failures := [_lost(each) or "no first state" for each in members if each.count < 0]:
            raise RuntimeError(f"{len(failures)} of {count} failed, such as: {failures[0]}")
        return {"seconds": time.monotonic() - began}

    def wait(self, group: str, count: float, seconds: float) -> dict[str, Any]:
        """Wait until all hold so much feedback; answers how many do not, and when the last was told."""
        members = self._groups[group]
        self._until(lambda: all(each.count >= count or each.closed for each in members), seconds)
        late = sum(each.count < count for each in members)
        return {"late": late, "last": self._notes.at[-1] if self._notes.at else 0.0}

    def count(self) -> dict[str, Any]:
        """Tell how many updates came since this was last asked, and their bytes; then forget them."""
        told = {"updates": len(self._notes.who), "nbytes": self._notes.nbytes}
        self._notes.forget()
        return told

    def closed(self, group: str) -> dict[str, Any]:
        """Tell how the server ended those that it ended, and what failed."""
        members = self._groups[group]
        failures = [each.failure for each in members if each.failure]
        return {"closed": [each.closed for each in members if each.closed], "failures": failures}

    def delays(self, group: str, marks: Sequence[Mark]) -> dict[str, Any]:
        """Tell how long after each mark each subscriber held what was acknowledged by then, in seconds.

        `missing` counts what never came, `fell` how often an older state followed a newer one.
        """
        numbers = [each.number for each in self._groups[group]]
        return delays_of(self._notes, numbers, marks)

    def leave(self, group: str, *, abruptly: bool) -> dict[str, Any]:
        """Have all of a group go, with a word or without."""
        for each in self._groups.pop(group):
            self._forget(each)
            (each.abort if abruptly else each.leave)()
        return {}

    def _forget(self, each: Subscriber) -> None:
        if self._by_file.pop(each.sock.fileno(), None):
            self._poll.unregister(each.sock)

    def idle(self) -> None:
        """Take in what comes until a command does."""
        self._until(lambda: self.asked, float("inf"))
        self.asked = False

    def _until(self, done: Callable[[], bool], seconds: float) -> None:
        """Take in what comes; looks but now and then whether it is done, so that no update waits for that."""
        now = time.monotonic()
        deadline, look = now + seconds, now
        while now < deadline:
            if now >= look:
                if done():
                    return
                look = time.monotonic() + LOOK_SECONDS
            self._turn()
            now = time.monotonic()

    def _turn(self) -> None:
        for file, _ in self._poll.poll(LOOK_SECONDS, MOST_EVENTS):
            if file == COMMANDS:
                self.asked = True
                continue
            each = self._by_file[file]
            each.read()
            if each.closed:
                self._forget(each)


def _settled(new: Sequence[Subscriber]) -> bool:
    return all(each.count >= 0 or _lost(each) for each in new)


def _lost(each: Subscriber) -> str:
    return each.failure or each.closed


def delays_of(notes: Notes, numbers: Sequence[int], marks: Sequence[Mark]) -> dict[str, Any]:
    """Find for each subscriber and mark when it was first told of at least so much."""
    who, counts, at = np.array(notes.who), np.array(notes.counts), np.array(notes.at)
    order = np.argsort(who, kind="stable")
    who, counts, at = who[order], counts[order], at[order]
    when, wanted = np.array(marks).T
    found, lasts, missing, fell = [], np.zeros(len(when)), 0, 0
    for number in numbers:
        own = slice(*np.searchsorted(who, [number, number + 1]))
        held = counts[own]
        fell += int((np.diff(held) < 0).sum())
        first = np.searchsorted(np.maximum.accumulate(held), wanted)
        there = first < len(held)
        missing += int((~there).sum())
        waited = np.maximum(at[own][first[there]] - when[there], 0)
        lasts[there] = np.maximum(lasts[there], waited)
        found.append(waited)
    waits = np.concatenate(found) if found else np.zeros(0)
    p50, p99, most = np.percentile(waits, [50, 99, 100]).tolist() if len(waits) else [float("nan")] * 3
    return {"p50": p50, "p99": p99, "max": most, "lasts": lasts.tolist(), "missing": missing, "fell": fell}


def raise_file_limit() -> None:
    """Allow as many files as may be; processes started later inherit it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def main() -> None:
    """Obey until standard input ends."""
    raise_file_limit()
    crowd = Crowd()
    while True:
        crowd.idle()
        line = sys.stdin.readline()
        if not line:
            return
        command = json.loads(line)
        try:
            answer = getattr(crowd, command.pop("do"))(**command)
        except Exception as error:  # noqa: BLE001  told to who asked, who raises it
            answer = {"error": f"{type(error).__name__}: {error}"}
        os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
