"""Every root field of the API: an operation that works, and the scopes it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from uuid import uuid4

from service.auth.scopes import Scope
from service.documents.ids import Kind, feedback_id, new_id
from tests.e2e.caller import Caller
from tests.e2e.maps import a_stage, a_touchpoint, make_journey, make_persona, places, said, submit

OURS = "Ours alone"
CUSTOMER = "customer-of-ours"


class Ids(NamedTuple):
    """What there is to ask for in a company, by id; `idle` is a persona that travels nowhere."""

    persona: str
    idle: str
    journey: str
    stage: str
    empty: str
    touchpoint: str
    feedback: str

    @classmethod
    def founded(cls, caller: Caller) -> Self:
        """Make one of each; all that is worth reading has the same telltale name."""
        persona, idle = make_persona(caller, OURS, segment=OURS), make_persona(caller, OURS)
        stages = (a_stage(OURS, a_touchpoint(OURS), a_touchpoint(OURS)), a_stage(OURS))
        journey = make_journey(caller, *stages, name=OURS, personaIds=[persona])
        touchpoint = places(journey)[0]
        told = {"text": OURS, "customerRef": CUSTOMER, "personaId": persona, "runRef": "trip", "nps": 9}
        feedback = submit(caller, touchpoint, **told)["id"]
        stage, empty = (stage["id"] for stage in journey["stages"])
        return cls(persona, idle, journey["id"], stage, empty, touchpoint, feedback)

    @classmethod
    def unknown(cls) -> Self:
        """Make up one of each that nobody has."""
        persona, stage = Kind.PERSONA, Kind.STAGE
        kinds = (persona, persona, Kind.JOURNEY, stage, stage, Kind.TOUCHPOINT)
        return cls(*map(new_id, kinds), feedback_id("nobody", uuid4().hex))

    def blacked_out(self, text: str) -> str:
        """Write what each id is in its place."""
        for name, id_ in self._asdict().items():
            text = text.replace(id_, name)
        return text


Telling = Callable[[Ids], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Root:
    """A root field: its operation, what it is told, which scopes it takes, and the type it answers if any."""

    operation: str
    needs: frozenset[Scope]
    told: Telling
    done: str | None


def query(fields: str, *needs: Scope, told: Telling = lambda _: {}) -> Root:
    """Ask for something."""
    return Root(fields, frozenset(needs), told, None)


def edit(header: str, call: str, done: str, *needs: Scope, told: Telling) -> Root:
    """Change something; the answer is asked for no more than a token without journeys:read may see."""
    shape = "{ __typename ... on Problem { code message path retryable } }"
    return Root(f"mutation({header}) {{ {call} {shape} }}", frozenset(needs), told, done)


def by_input(name: str, type_: str, done: str, *needs: Scope, told: Telling) -> Root:
    """Change something by a mutation whose one argument is its input."""
    header, call = f"$input: {type_}!", f"{name}(input: $input)"
    return edit(header, call, done, *needs, told=lambda ids: {"input": told(ids)})


def by_id(name: str, done: str, field: str, *needs: Scope) -> Root:
    """Change something by a mutation whose argument is an id."""
    return edit("$id: ID!", f"{name}(id: $id)", done, *needs, told=lambda ids: {"id": getattr(ids, field)})


READ, WRITE, SAY = Scope.JOURNEYS_READ, Scope.JOURNEYS_WRITE, Scope.FEEDBACK_WRITE
SCREEN = "edges { cursor node { id } } pageInfo { hasNextPage }"

QUERIES = {
    "viewer": query("{ viewer { tenant subject scopes expiresAt } }"),
    "emotions": query("{ emotions { code label valence arousal emoji } }"),
    "node": query(
        "query($id: ID!) { node(id: $id) { __typename id } }", READ, told=lambda ids: {"id": ids.stage}
    ),
    "persona": query(
        "query($id: ID!) { persona(id: $id) { id name } }", READ, told=lambda ids: {"id": ids.persona}
    ),
    "personas": query(f"{{ personas {{ {SCREEN} totalCount }} }}", READ),
    "journey": query(
        "query($id: ID!) { journey(id: $id) { id name } }", READ, told=lambda ids: {"id": ids.journey}
    ),
    "journeys": query(
        f"query($id: ID) {{ journeys(personaId: $id) {{ {SCREEN} totalCount }} }}",
        READ,
        told=lambda ids: {"id": ids.persona},
    ),
    "touchpoint": query(
        "query($id: ID!) { touchpoint(id: $id) { id name } }", READ, told=lambda ids: {"id": ids.touchpoint}
    ),
    "feedback": query(
        f"query($filter: FeedbackFilter) {{ feedback(filter: $filter) {{ {SCREEN} }} }}",
        Scope.FEEDBACK_READ,
        told=lambda ids: {"filter": {"journeyId": ids.journey, "touchpointIds": [ids.touchpoint]}},
    ),
}

MUTATIONS = {
    "submitFeedback": by_input(
        "submitFeedback",
        "SubmitFeedbackInput",
        "FeedbackAccepted",
        SAY,
        told=lambda ids: said(ids.touchpoint, idempotencyKey="new"),
    ),
    "submitFeedbackBatch": edit(
        "$input: SubmitFeedbackBatchInput!",
        "submitFeedbackBatch(input: $input)",
        "FeedbackBatchDone",
        SAY,
        told=lambda ids: {"input": {"items": [said(ids.touchpoint, idempotencyKey="new")]}},
    ),
    "deleteFeedback": by_id("deleteFeedback", "Deleted", "feedback", SAY, Scope.FEEDBACK_READ),
    "forgetCustomer": edit(
        "$ref: String!",
        "forgetCustomer(customerRef: $ref)",
        "ForgetCustomerDone",
        Scope.CUSTOMERS_ERASE,
        told=lambda _: {"ref": CUSTOMER},
    ),
    "createPersona": by_input(
        "createPersona",
        "CreatePersonaInput",
        "PersonaSaved",
        WRITE,
        told=lambda ids: {
            "name": "Rosa",
            "goals": [{"title": "Buy", "tasks": [{"title": "Pay", "touchpointIds": [ids.touchpoint]}]}],
        },
    ),
    "updatePersona": by_input(
        "updatePersona",
        "UpdatePersonaInput",
        "PersonaSaved",
        WRITE,
        told=lambda ids: {"id": ids.persona, "expectedRevision": 1, "name": "Rosa"},
    ),
    "deletePersona": by_id("deletePersona", "Deleted", "idle", WRITE),
    "createJourney": by_input(
        "createJourney",
        "CreateJourneyInput",
        "JourneySaved",
        WRITE,
        told=lambda ids: {
            "name": "Renew",
            "personaIds": [ids.persona],
            "stages": [a_stage("Decide", "Compare")],
        },
    ),
    "updateJourney": by_input(
        "updateJourney",
        "UpdateJourneyInput",
        "JourneySaved",
        WRITE,
        told=lambda ids: {"id": ids.journey, "expectedRevision": 1, "name": "Renew"},
    ),
    "archiveJourney": by_id("archiveJourney", "JourneySaved", "journey", WRITE),
    "restoreJourney": by_id("restoreJourney", "JourneySaved", "journey", WRITE),
    "addStage": by_input(
        "addStage",
        "AddStageInput",
        "JourneySaved",
        WRITE,
        told=lambda ids: {"journeyId": ids.journey, "stage": a_stage("Leave", "Say goodbye")},
    ),
    "updateStage": by_input(
        "updateStage",
        "UpdateStageInput",
        "JourneySaved",
        WRITE,
        told=lambda ids: {"id": ids.stage, "name": "Look"},
    ),
    "removeStage": by_id("removeStage", "JourneySaved", "empty", WRITE),
    "addTouchpoint": by_input(
        "addTouchpoint",
        "AddTouchpointInput",
        "TouchpointSaved",
        WRITE,
        told=lambda ids: {"stageId": ids.stage, "touchpoint": a_touchpoint("Ask")},
    ),
    "updateTouchpoint": by_input(
        "updateTouchpoint",
        "UpdateTouchpointInput",
        "TouchpointSaved",
        WRITE,
        told=lambda ids: {"id": ids.touchpoint, "name": "Ask"},
    ),
    "removeTouchpoint": by_id("removeTouchpoint", "TouchpointSaved", "touchpoint", WRITE),
}

ROOTS = {**QUERIES, **MUTATIONS}
