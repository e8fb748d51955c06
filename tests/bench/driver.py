"""PyMongo Async beside Motor, which it replaces: the same reads and writes, and the CPU they take here."""

import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import uvloop
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import AsyncMongoClient, UpdateOne

from tests.bench.figures import Figure
from tests.bench.world import world

ROUNDS = 5
FINDS = 150
BULKS = 40
DOCUMENTS = [{"_id": number, "group": number % 10, "text": "x" * 300} for number in range(200)]


def bench() -> list[Figure]:
    """Measure finds of twenty documents and bulk writes of a hundred, round by round."""
    with world() as here:
        return uvloop.run(_bench(here.url))


async def _bench(url: str) -> list[Figure]:
    ours, motor = AsyncMongoClient[dict[str, Any]](url), AsyncIOMotorClient[dict[str, Any]](url)
    places: Mapping[str, Any] = {"ours": ours["driver"]["things"], "motor": motor["driver"]["things"]}
    await places["ours"].insert_many(DOCUMENTS)
    await places["ours"].create_index("group")
    finds: dict[str, list[float]] = {name: [] for name in places}
    bulks: dict[str, list[float]] = {name: [] for name in places}
    for number in range(ROUNDS):
        for name, collection in places.items():
            finds[name].append(await _cpu_of_finds(collection))
            bulks[name].append(await _cpu_of_bulks(collection, number))
    await ours.close()
    motor.close()
    return [
        Figure("find of 20 documents: CPU, motor / PyMongo Async", *_pair(finds), "ms", least=1),
        Figure("bulk write of 100: CPU, motor / PyMongo Async", *_pair(bulks), "ms", least=1),
    ]


def _pair(rounds: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    return median(rounds["motor"]), median(rounds["ours"])


async def _cpu_of_finds(collection: Any) -> float:
    began = time.process_time()
    for number in range(FINDS):
        found = await collection.find({"group": number % 10}).to_list(None)
        assert len(found) == 20
    return (time.process_time() - began) / FINDS * 1_000


async def _cpu_of_bulks(collection: Any, tag: int) -> float:
    began = time.process_time()
    for number in range(BULKS):
        keys = (f"{tag}-{number}-{key}" for key in range(100))
        writes = [UpdateOne({"_id": key}, {"$inc": {"n": 1, "sum": 5}}, upsert=True) for key in keys]
        await collection.bulk_write(writes, ordered=False)
    return (time.process_time() - began) / BULKS * 1_000
