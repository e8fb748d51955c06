"""The emotion server: texts are sent to it over kept-alive connections, until a moment and no longer."""

import asyncio
import ssl
import weakref
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from threading import Thread
from typing import Self

import httpx2
import orjson

from service.analysers.address import address_of, token_of
from service.analysers.failure import ServerFailed
from service.settings import Settings

CONNECTIONS = 16
"""Most connections, and so most requests at once."""

IDLE_SECONDS = 2.0
"""How long an unused connection is kept: less than servers keep one, lest they close it under a request."""

NAME_LOOKUPS = 2
"""Threads that look up the server's name: the one thing that cannot be given up, only no longer awaited."""

GRACE_SECONDS = 0.05
"""How much longer than its time an answer is waited for, if giving up is slow itself."""

ANSWER_BYTES = 8 * 1024
"""Most bytes of an answer for each text, and as many on top; 28 labels need 1,500."""

Line = tuple[asyncio.AbstractEventLoop, asyncio.Event]


class EmotionServer:
    """A server at `url`, asked with the bearer `token` if there is one.

    All requests run on one thread of its own, which ends with the object, `close` or the process. Nothing
    but that address is ever spoken to: redirects are not followed, the environment's proxies not used.
    Thread-safe.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        self._url = url
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        self._headers |= {"Content-Type": "application/json", "User-Agent": "heartline"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._transport = httpx2.AsyncHTTPTransport(
            verify=ssl.create_default_context(),
            trust_env=False,
            limits=httpx2.Limits(max_connections=CONNECTIONS, keepalive_expiry=IDLE_SECONDS),
        )
        line: Future[Line] = Future()
        self._thread = Thread(target=_run, args=(self._transport, line), name="emotion-server", daemon=True)
        self._thread.start()
        self._loop, over = line.result()
        self._end = weakref.finalize(self, self._loop.call_soon_threadsafe, over.set)
        self._end.atexit = False  # the thread is a daemon: it ends with the process anyway

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Take address and token from the settings. Raises ConfigurationError naming an unfit one."""
        return cls(address_of(settings), token_of(settings))

    def ask(self, batches: Sequence[Sequence[str]], seconds: float) -> list[bytes]:
        """Send all batches at once and return the bodies of the answers, in their order.

        Takes `seconds` at most; what is still under way then is given up. Raises ServerFailed unless each
        batch has an answer of the status 200, within its bound, by then.
        """
        requests = [(self._request(batch), ANSWER_BYTES * (len(batch) + 1)) for batch in batches]
        bodies = asyncio.run_coroutine_threadsafe(_ask_all(self._transport, requests, seconds), self._loop)
        try:
            return bodies.result(seconds + GRACE_SECONDS)
        except TimeoutError:
            bodies.cancel()
            raise ServerFailed(f"did not answer within {1_000 * seconds:.0f} ms") from None
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None

    def close(self) -> None:
        """Give up what is under way, and end the connections and the thread."""
        self._end()
        self._thread.join(1)

    def _request(self, batch: Sequence[str]) -> httpx2.Request:
        content = orjson.dumps({"inputs": batch, "parameters": {"top_k": None}})
        return httpx2.Request("POST", self._url, headers=self._headers, content=content)


def _run(transport: httpx2.AsyncHTTPTransport, line: "Future[Line]") -> None:
    asyncio.run(_live(transport, line))


async def _live(transport: httpx2.AsyncHTTPTransport, line: "Future[Line]") -> None:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(NAME_LOOKUPS, "emotion-server-name"))
    over = asyncio.Event()
    async with transport:
        line.set_result((loop, over))
        await over.wait()


async def _ask_all(
    transport: httpx2.AsyncHTTPTransport, requests: Sequence[tuple[httpx2.Request, int]], seconds: float
) -> list[bytes]:
    async with asyncio.timeout(seconds), asyncio.TaskGroup() as group:
        asked = [group.create_task(_ask(transport, request, most)) for request, most in requests]
    return [task.result() for task in asked]


async def _ask(transport: httpx2.AsyncHTTPTransport, request: httpx2.Request, most: int) -> bytes:
    try:
        async with aclosing(await transport.handle_async_request(request)) as response:
            return await _body(response, most)
    except httpx2.ConnectError:
        raise ServerFailed("cannot be reached") from None
    except httpx2.HTTPError as error:
        raise ServerFailed(f"broke off ({type(error).__name__})") from None


async def _body(response: httpx2.Response, most: int) -> bytes:
    if response.status_code != httpx2.codes.OK:
        raise ServerFailed(f"answered with the status {response.status_code}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise ServerFailed("compressed its answer, unasked")
    body = bytearray()
    async with aclosing(response.aiter_raw()) as parts:
        async for part in parts:
            body += part
            if len(body) > most:
                raise ServerFailed(f"answered more than {most} bytes")
    return bytes(body)
