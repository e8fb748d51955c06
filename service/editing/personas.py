"""Editing personas."""

from collections.abc import Mapping, Sequence
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from service.documents.ids import Kind, parse_id
from service.documents.persona import Persona
from service.editing.creation import Creation, check_key
from service.editing.desk import Desk
from service.editing.drafts import GoalDraft, PersonaDraft
from service.editing.making import made
from service.editing.persona_rules import PERSONA
from service.editing.references import check_kept, check_touchpoints
from service.editing.rules import checked, record
from service.editing.spot import Spot
from service.editing.target import Target
from service.errors import Conflict, NotFound, ProblemCode
from service.mongo.access import Store


class PersonaEdits(Desk):
    """What can be done to personas. Every method raises Refusals, and has changed nothing then."""

    async def create_persona(
        self, tenant: str, draft: PersonaDraft, idempotency_key: str | None = None
    ) -> Persona:
        """Store a new persona; the same key with the same draft answers the one stored before.

        Raises InvalidInput, and Conflict KEY_REUSED for another draft under the key.
        """
        spot = Spot()
        check_key(idempotency_key, spot)
        draft = record(PERSONA)(draft, spot)
        spot.settle()
        check_kept(draft.goals, ())
        creation = Creation.of(Kind.PERSONA, tenant, idempotency_key, draft)
        fields = made({name: getattr(draft, name) for name in PERSONA})
        new = Persona(id=creation.id, tenant=tenant, body=creation.body, **fields)

        async def check(store: Store, session: AsyncClientSession) -> None:
            await check_touchpoints(store, draft.goals, session)

        return await self._create(tenant, "personas", new, creation, check)

    async def update_persona(
        self, tenant: str, id_: str, expected_revision: int, changes: Mapping[str, object]
    ) -> Persona:
        """Change some fields (None clears); goals and tasks sent with their id stay the same ones.

        What changes nothing raises no revision. Raises InvalidInput, NotFound, Conflict STALE_REVISION.
        """
        target = Target.of(Kind.PERSONA, id_, expected_revision, "input", "id")
        spot = Spot()
        fields = checked(changes, PERSONA, spot)
        spot.settle()
        goals: Sequence[GoalDraft] = fields.get("goals", ())
        changed: dict[str, Any] = made(fields)

        async def work(session: AsyncClientSession) -> Persona:
            store = self._mongo.of(tenant)
            row = await store["personas"].find_one(target.where, session=session)
            if row is None:
                raise target.missing()
            before = Persona.model_validate(row)
            target.check_revision(before.revision)
            check_kept(goals, before.goals)
            await check_touchpoints(store, goals, session)
            after = before.changed(**changed)
            if after == before:
                return before
            after = after.changed(revision=before.revision + 1)
            await store["personas"].replace(target.where, after.stored(), session)
            return after

        return await self._mongo.transact(work)

    async def delete_persona(self, tenant: str, id_: str) -> None:
        """Delete a persona that no live journey has; archived ones lose it. Its feedback stays counted.

        Raises MalformedId, NotFound, and Conflict IN_USE naming a live journey.
        """
        wanted = {"_id": parse_id(id_, Kind.PERSONA)}
        travelled = {"personaIds": id_}

        async def work(session: AsyncClientSession) -> None:
            store = self._mongo.of(tenant)
            if not await store["personas"].delete(wanted, session):
                raise NotFound(f"there is no persona {id_}", ("id",))
            live = await store["journeys"].find_one(
                {**travelled, "archived": False}, {"name": True}, session=session
            )
            if live is not None:
                raise Conflict(
                    ProblemCode.IN_USE,
                    f'the persona travels the journey "{live["name"]}" ({live["_id"]}): '
                    "take it out of personaIds there, or archive that journey",
                    ("id",),
                )
            leave = {"$pull": travelled, "$inc": {"revision": 1}}
            await store["journeys"].update(travelled, leave, session)

        await self._mongo.transact(work)
