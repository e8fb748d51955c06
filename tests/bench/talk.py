"""Talk about one journey: feedback, and when how much of it had been acknowledged."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Any

import orjson

from service.documents.journey import Journey
from tests.bench.documents import COUNTS, SUBMIT, SUBMIT_BATCH, submission
from tests.bench.load import NUMBER
from tests.bench.servers import Server, body
from tests.bench.subscribers import Mark
from tests.bench.world import token

IDLE_SECONDS = 2.0

_TAGS = count()


class Line:
    """One connection, kept alive; made anew after a pause, for a server closes what is idle."""

    def __init__(self, server: Server, bearer: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._headers = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}
        self._used = 0.0

    def ask(self, document: str, variables: dict[str, Any]) -> Any:
        """Ask, and wait for the data. Raises RuntimeError with the errors, if any."""
        now = time.monotonic()
        if now - self._used > IDLE_SECONDS:
            self._connection.close()
        self._used = now
        self._connection.request("POST", "/graphql", body(document, variables).encode(), self._headers)
        answer = orjson.loads(self._connection.getresponse().read())
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"])[:500])
        return answer["data"]


@dataclass(slots=True)
class Talk:
    """Feedback on one journey. `counted` is how much its score counts of what was acknowledged."""

    tenant: str
    journey: Journey
    counted: int = 0
    refused: int = 0
    marks: list[Mark] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    _lines: dict[int, Line] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def line(self, server: Server) -> Line:
        """Give the connection to a server."""
        if server.port not in self._lines:
            self._lines[server.port] = Line(server, token(self.tenant))
        return self._lines[server.port]

    def begin(self, server: Server) -> None:
        """Ask how much is counted, by whomever it was said."""
        self.counted = self.read(server)
        self.marks = []

    def read(self, server: Server) -> int:
        """Ask a server how much its score counts."""
        journey = self.line(server).ask(COUNTS, {"id": self.journey.id})["journey"]
        return int(journey["score"]["n"])

    def say(self, server: Server) -> Mark:
        """Submit one feedback; answers when it was acknowledged, and how much then was."""
        said = self._feedback(next(_TAGS), 0)
        assert _accepted(self.line(server), [said]), "a feedback was refused"
        return self._acknowledged([said])

    @contextmanager
    def chatter(self, server: Server, rate: float, lines: int, size: int) -> Iterator[None]:
        """Submit so much feedback a second meanwhile, in batches over several connections."""
        over = threading.Event()
        pause = lines * size / rate
        chatting = [
            threading.Thread(target=self._chat, args=(server, over, pause, size)) for _ in range(lines)
        ]
        for each in chatting:
            each.start()
        try:
            yield
        finally:
            over.set()
            for each in chatting:
                each.join()

    def _chat(self, server: Server, over: threading.Event, pause: float, size: int) -> None:
        """Send batch after batch at their times, or as fast as they are answered; ends with the server."""
        line = Line(server, token(self.tenant))
        due = time.monotonic()
        with suppress(OSError, HTTPException, RuntimeError):
            while not over.wait(max(0.0, due - time.monotonic())):
                due = max(due + pause, time.monotonic() - 1)
                tag = next(_TAGS)
                items = [self._feedback(tag, turn) for turn in range(size)]
                if _accepted(line, items):
                    self._acknowledged(items)
                else:
                    self.refused += size

    def _feedback(self, tag: int, turn: int) -> dict[str, Any]:
        places = self.journey.present
        said = submission(places[(tag + turn) % len(places)].id, tag + turn, f"talk-{tag}")
        number = f"{turn:0{len(NUMBER)}}"
        return {
            name: value.replace(NUMBER.decode(), number) if isinstance(value, str) else value
            for name, value in said.items()
        }

    def _acknowledged(self, said: Sequence[dict[str, Any]]) -> Mark:
        with self._lock:
            self.counted += len(said)
            self.keys += [each["idempotencyKey"] for each in said]
            mark = (time.monotonic(), self.counted)
            self.marks.append(mark)
        return mark


def _accepted(line: Line, items: Sequence[dict[str, Any]]) -> bool:
    """Send feedback, one alone or several as a batch; answers whether all of it was taken."""
    if len(items) == 1:
        [said] = items
        told = line.ask(SUBMIT, {"input": said})["submitFeedback"]
        return bool(told["__typename"] == "FeedbackAccepted")
    told = line.ask(SUBMIT_BATCH, {"input": {"items": items}})["submitFeedbackBatch"]
    return bool(told.get("accepted") == len(items))
