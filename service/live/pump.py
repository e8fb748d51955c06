"""The pump: one task per topic, which serves the seats that are due."""

import asyncio
import math
from collections.abc import Callable, Coroutine, Hashable
from contextvars import Context
from datetime import datetime
from typing import Any

import structlog
from pymongo.errors import PyMongoError

from service.errors import Overloaded
from service.live.groups import Group, Grouping
from service.live.inquiry import Inquiry
from service.live.rest import Rest, step
from service.live.seat import Ask, Audience, Place, Seat, Sink, Unrendered
from service.live.topic import Topic
from service.metrics import UPDATES

RENDERS_AT_ONCE = 4
DELIVERIES_AT_ONCE = 200
"""How many seats are served before others on the loop have their turn."""
FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 2.0
SILENCE_SECONDS = 30.0
"""How long subscribers wait without a word for what cannot be rendered."""

log = structlog.get_logger()


class Pump:
    """Hosts the seats of a topic from the first to the last; `ended` is told of the last one's end."""

    def __init__(
        self, topic: Topic, inquiry: Inquiry, now: Callable[[], datetime], ended: Callable[[Topic], None]
    ) -> None:
        self.topic = topic
        self.seats = 0
        self._inquiry = inquiry
        self._now = now
        self._ended = ended
        self._loop = asyncio.get_running_loop()
        self._clock = self._loop.time
        self._audiences: dict[Hashable, Audience] = {}
        self._told = topic.position
        self._idle: Place = {}
        self._due: Place = {}
        self._blocked: Place = {}
        self._rest = Rest()
        self._closed = False
        self._news = asyncio.Event()
        self._renders = asyncio.Semaphore(RENDERS_AT_ONCE)
        self._retries = asyncio.Semaphore(RENDERS_AT_ONCE)
        self._tasks = set[asyncio.Task[None]]()
        self._spawn(self._run())

    # who comes and goes

    def take(self, ask: Ask, sink: Sink) -> Seat:
        """Give a subscriber a seat."""
        audience = self._audiences.setdefault(ask.key, Audience())
        audience.seats += 1
        self.seats += 1
        seat = Seat(ask, sink, audience, self)
        seat.go(self._due)
        self._news.set()
        return seat

    def woken(self, seat: Seat) -> None:
        """Serve a seat whose sink was not ready."""
        if seat.sits(self._blocked):
            seat.go(self._due)
            self._news.set()

    def left(self, seat: Seat) -> None:
        """Forget a seat, and end with the last one."""
        self.seats -= 1
        seat.audience.seats -= 1
        if not seat.audience.seats:
            del self._audiences[seat.ask.key]
        if not self.seats:
            self.close()
            self._ended(self.topic)

    def tell(self) -> None:
        """Say that the topic is not as it was."""
        self._news.set()

    def close(self) -> None:
        """Serve nobody any more."""
        self._closed = True
        self._news.set()

    async def end(self, patience: float) -> None:
        """Close, and wait for what is being rendered, so many seconds at most."""
        self.close()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=patience)
            for task in late:
                task.cancel()

    # what goes on

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, context=Context())  # no request's: it serves all subscribers
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._closed:
            try:
                if not self.topic.known:
                    await self._inquiry.begin(self.topic)
                await self._until_due()
                await self._serve_due()
                pause = FIRST_PAUSE_SECONDS
            except Exception as error:  # whatever is wrong, later updates must come
                log.warning("live.pump_failed", error=type(error).__name__, exc_info=_bug(error))
                await self._until(self._clock() + pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _until(self, moment: float | None) -> None:
        """Wait for news, until a moment at most."""
        if self._closed:
            return
        self._news.clear()
        timer = None if moment is None else self._loop.call_at(moment, self._news.set)
        await self._news.wait()
        if timer:
            timer.cancel()

    async def _until_due(self) -> None:
        if not self._due and self._told == self.topic.position:
            await self._until(self._rest.next)

    async def _serve_due(self) -> None:
        now = self._clock()
        for point, place in self._rest.over(now):
            for seat in list(place):
                seat.go(self._rested(seat, point, now))
        unsure: Place = {}
        for group in self._sort(now, unsure):
            if group.audience.failing_since < math.inf:
                self._begin_again(group, now)
            else:
                await self._renders.acquire()
                self._spawn(self._serve_next(group))
        if unsure:
            self._spawn(self._settle(unsure))

    def _rested(self, seat: Seat, point: int, now: float) -> Place:
        """Tell where a seat goes after its rest: who finds news waiting meets the others who do."""
        if seat.seen == self.topic.position:
            return self._due
        every = step(seat.ask.min_interval)
        if seat.seen is not None and point % every:
            return self._rest.until(now, every)
        seat.audience.tried = -math.inf  # a crowd that keeps coming must not put it off for ever
        return self._due

    def _sort(self, now: float, unsure: Place) -> list[Group]:
        """Find out which seats are told what; all that are idle have to be told if the topic moved."""
        seats = list(self._due)
        if self._told != self.topic.position:
            seats += self._idle
            self._told = self.topic.position
        grouping = Grouping(self.topic, self._now(), now, self._rest)
        for seat in seats:
            if _ready(seat):
                seat.go(grouping.place(seat, unsure, self._idle))
            else:
                seat.go(self._blocked)
        return grouping.groups

    async def _settle(self, unsure: Place) -> None:
        """Look into what seats say they saw, or saw longer ago than is remembered."""
        try:
            await self._inquiry.settle(self.topic, list(unsure))
        except Exception as error:  # whatever is wrong, it is tried again
            log.warning("live.inquiry_failed", error=type(error).__name__, exc_info=_bug(error))
            self._move(unsure, self._rest.until(self._clock() + FIRST_PAUSE_SECONDS))
        else:
            self._move(unsure, self._due)
        self._news.set()

    async def _serve_next(self, group: Group) -> None:
        """Serve a group whose turn it is."""
        try:
            await self._serve(group)
        finally:
            self._renders.release()

    def _begin_again(self, group: Group, now: float) -> None:
        """Serve a group whose audience failed before, one of them at a time."""
        if group.audience.retries:
            self._move(group.place, self._rest.until(now + FIRST_PAUSE_SECONDS))
        else:
            group.audience.retries = True
            self._spawn(self._serve_again(group))

    async def _serve_again(self, group: Group) -> None:
        """Serve in a turn of its own: what is too slow holds up its like alone."""
        try:
            async with self._retries:
                await self._serve(group)
        finally:
            group.audience.retries = False

    async def _serve(self, group: Group) -> None:
        """Render a group's update and hand it out; if that fails, the group rests for a while."""
        try:
            first = next(iter(group.place), None)
            if first is not None:
                payload = await first.ask.render(group.update)
                group.audience.pause, group.audience.failing_since = 0.0, math.inf
                await self._deliver(group, payload)
        except Exception as error:  # whatever is wrong, it is tried again
            log.warning("live.render_failed", error=type(error).__name__, exc_info=_bug(error))
            if isinstance(error, Unrendered):
                self._admit(group, error.payload)
            self._put_off(group)
        finally:
            self._news.set()

    def _admit(self, group: Group, payload: bytes) -> None:
        """Say now and then that there is no answer; seats keep their position, and get one once there is."""
        now, audience = self._clock(), group.audience
        audience.failing_since = min(audience.failing_since, now)
        if now - audience.failing_since >= SILENCE_SECONDS:
            audience.failing_since = now
            for seat in list(group.place):
                if _ready(seat):
                    self._send(seat, payload)

    def _put_off(self, group: Group) -> None:
        audience = group.audience
        audience.pause = min(max(FIRST_PAUSE_SECONDS, 2 * audience.pause), LONGEST_PAUSE_SECONDS)
        self._move(group.place, self._rest.until(self._clock() + audience.pause))

    async def _deliver(self, group: Group, payload: bytes) -> None:
        """Hand out a payload to whoever still waits for it."""
        seats = list(group.place)
        for start in range(0, len(seats), DELIVERIES_AT_ONCE):
            if start:
                await asyncio.sleep(0)
            now = self._clock()
            for seat in seats[start : start + DELIVERIES_AT_ONCE]:
                if seat.sits(group.place):
                    self._hand_out(seat, group, payload, now)

    def _hand_out(self, seat: Seat, group: Group, payload: bytes, now: float) -> None:
        if not _ready(seat):
            seat.go(self._blocked)
            return
        seat.see(group.position)
        seat.go(self._rest.until(now + seat.ask.min_interval))
        self._send(seat, payload)

    def _send(self, seat: Seat, payload: bytes) -> None:
        try:
            seat.sink.take(payload)
            UPDATES.inc()
        except Exception:
            log.exception("live.sink_failed")
            seat.leave()

    def _move(self, seats: Place, place: Place) -> None:
        for seat in list(seats):
            seat.go(place)


def _ready(seat: Seat) -> bool:
    """Ask a sink; one that cannot even answer loses its seat."""
    try:
        return seat.sink.ready()
    except Exception:
        log.exception("live.sink_failed")
        seat.leave()
        return False


def _bug(error: Exception) -> bool:
    """Tell whether an error is none that a database away would cause."""
    return not isinstance(error, Overloaded | PyMongoError)
