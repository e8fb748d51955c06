"""The desk at which maps are edited: one transaction per edit, and everybody who shows the map is told."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.change import ChangeKind
from service.documents.journey import Journey
from service.documents.persona import Persona
from service.editing.creation import Creation
from service.editing.references import hold
from service.editing.target import Target
from service.mongo.access import Store
from service.mongo.client import Mongo
from service.outbox import Committed, Outbox
from service.settings import Limits

E = TypeVar("E", Journey, Persona)
Change = Callable[[Journey], Journey]
Check = Callable[[Store, AsyncClientSession], Awaitable[None]]


class Desk:
    """What all edits share."""

    def __init__(self, mongo: Mongo, outbox: Outbox, limits: Limits) -> None:
        self._mongo = mongo
        self._outbox = outbox
        self._limits = limits

    async def _create(self, tenant: str, collection: str, new: E, creation: Creation, check: Check) -> E:
        """Store a new object, or answer the one that its key has made. `check` raises what forbids it.

        A twin that commits between look and insert is a write conflict: the work runs again and finds it.
        """

        async def work(session: AsyncClientSession) -> E:
            store = self._mongo.of(tenant)
            row = await store[collection].find_one({"_id": new.id}, session=session)
            if row is not None:
                creation.check_same(row["body"])
                return type(new).model_validate(row)
            await check(store, session)
            await store[collection].insert(new.stored(), session)
            return new

        return await self._mongo.transact(work)

    async def _revise(
        self, tenant: str, target: Target, change: Change, personas: Sequence[str] = ()
    ) -> Journey:
        """Replace a journey by what `change` makes of it, one revision up, and announce it.

        What changes nothing is not stored, raises no revision and is not announced. `personas` have to exist.
        """

        async def work(session: AsyncClientSession) -> tuple[Journey, Sequence[Committed]]:
            store = self._mongo.of(tenant)
            row = await store["journeys"].find_one(target.where, session=session)
            if row is None:
                raise target.missing()
            before = Journey.model_validate(row)
            target.check_revision(before.revision)
            after = change(before)
            if after == before:
                return before, ()
            await hold(store, personas, session)
            after = after.changed(revision=before.revision + 1)
            await store["journeys"].replace({"_id": after.id}, after.stored(), session)
            kind = ChangeKind.ARCHIVED if after.archived > before.archived else ChangeKind.MAP_EDIT
            return after, await self._outbox.announce(session, tenant, after.id, kind, after.revision)

        journey, commits = await self._mongo.transact(work)
        self._outbox.tell(commits)
        return journey
