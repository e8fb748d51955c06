"""Submissions made plainly: the same door, schema and rules, but a transaction for each submission.

BENCH_WRITES says what the transaction holds: `same` stores the feedback under its unique key, counts it in
its cell and its run, raises the journey's pulse and writes its change, as the service does; `lean` leaves
pulse and change out, so that every score would have to be added up for each page.
"""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError
from starlette.applications import Starlette

from schema.build import build_schema
from schema.context import new_context
from schema.execution import Execution
from schema.services import Services
from service.app.parts import Parts, assemble
from service.auth.principal import Principal
from service.auth.secrets import Secrets
from service.documents.change import ChangeKind
from service.ingestion import Ingestion, Refs
from service.ingestion.atlas_cache import AtlasCache
from service.ingestion.commit import Stored
from service.ingestion.remark import Remark
from service.ingestion.tally import Tally
from service.mongo.client import Mongo
from service.outbox import Outbox
from service.settings import Limits, Settings
from tests.bench.plain_door import Answer, plain_app, plain_mongo

TRIED_SECONDS = 15
"""How long a transaction is tried again; pymongo's own bound is 120 s."""

SHARED_SLOT = 0


class TransactionEach:
    """Stands where the committer stands: commits each remark alone, in the cells all writers share."""

    def __init__(self, mongo: Mongo, outbox: Outbox | None) -> None:
        self._mongo = mongo
        self._outbox = outbox

    async def store(self, remark: Remark) -> Stored:
        """Store a remark and count it, or find the one that was there."""

        async def work(session: AsyncClientSession) -> None:
            database = self._mongo.database
            await database["feedback"].insert_one(dict(remark.row), session=session)
            tally = Tally.of(ChangeKind.FEEDBACK, 1, [remark.row])
            cells, runs = self._mongo.bulk("cells"), self._mongo.bulk("runs")
            tally.add_cells(cells, SHARED_SLOT)
            tally.add_runs(runs)
            await cells.run(session)
            await runs.run(session)
            if self._outbox:
                await self._outbox.publish(session, tally.notes())

        try:
            await self._mongo.transact(work, TRIED_SECONDS)
        except DuplicateKeyError:
            known: Any = await self._mongo.of(remark.tenant)["feedback"].find_one({"_id": remark.id})
            return Stored(known, new=False)
        return Stored(remark.row, new=True)


def plainly(parts: Parts, refs_key: bytes, *, everything: bool) -> Ingestion:
    """Make an ingestion that commits each submission alone."""
    committer: Any = TransactionEach(parts.mongo, parts.outbox if everything else None)
    return Ingestion(parts.mongo, committer, AtlasCache(parts.mongo), Refs(refs_key), Limits())


def create_app() -> Starlette:
    """Make the application."""
    settings = Settings()
    execution = Execution(build_schema(), settings.limits)
    services: list[Services] = []

    async def execute(document: str, variables: dict[str, Any], principal: Principal) -> Answer:
        return await execution.run(document, variables, None, new_context(principal, services[0]))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        mongo = plain_mongo(settings)
        refs = Secrets.of(settings).refs
        async with aclosing(mongo), assemble(mongo, refs, settings.limits) as parts:
            ingestion = plainly(parts, refs, everything=os.environ["BENCH_WRITES"] == "same")
            services.append(
                Services(parts.atlas, parts.remarks, parts.editing, parts.rollups, ingestion, settings.limits)
            )
            gc.collect()
            gc.freeze()  # as the service does: only the transactions are to differ
            yield

    return plain_app(settings, execute, lifespan)
