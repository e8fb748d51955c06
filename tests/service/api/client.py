"""A client of the API that skips HTTP, and a small company to ask about."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from schema.context import Context, new_context
from schema.execution import Execution
from schema.services import Services
from service.auth.principal import Principal
from service.auth.scopes import Scope
from service.live import Ask

EVERYTHING = frozenset(Scope)
PROBLEM = "... on Problem { __typename code message path retryable }"

CREATE_PERSONA = f"""mutation($input: CreatePersonaInput!) {{
    saved: createPersona(input: $input) {{ ... on PersonaSaved {{ persona {{ id name revision }} }}
    {PROBLEM} }} }}"""
CREATE_JOURNEY = f"""mutation($input: CreateJourneyInput!) {{ saved: createJourney(input: $input) {{ {PROBLEM}
    ... on JourneySaved {{ journey {{ id name revision stages {{ id }} touchpoints {{ id name }} }} }} }}
    }}"""
SUBMIT = f"""mutation($input: SubmitFeedbackInput!) {{ sent: submitFeedback(input: $input) {{ __typename
    {PROBLEM}
    ... on FeedbackAccepted {{ idempotencyKey duplicate feedback {{ id }} }} }} }}"""

JOIN = {
    "name": "Join",
    "purpose": "Become a customer.",
    "stages": [
        {
            "name": "Decide",
            "expectedEmotion": "INTEREST",
            "touchpoints": [
                {"name": "Compare", "channels": ["WEB", "APP"]},
                {
                    "name": "Pay",
                    "channels": ["WEB"],
                    "momentWeight": 2,
                    "intendedEmotions": [{"emotion": "TRUST"}],
                },
            ],
        },
        {"name": "Start", "touchpoints": [{"name": "Unpack", "channels": ["IN_PERSON"]}]},
    ],
}


@dataclass(frozen=True)
class Client:
    """Runs operations as one token."""

    execution: Execution
    services: Services
    tenant: str = "acme"
    subject: str = "tester"
    scopes: frozenset[Scope] = EVERYTHING

    def with_scopes(self, *scopes: Scope) -> "Client":
        """Ask with these scopes alone."""
        return replace(self, scopes=frozenset(scopes))

    def of(self, tenant: str) -> "Client":
        """Ask as another company."""
        return replace(self, tenant=tenant)

    async def run(self, text: str, **variables: Any) -> dict[str, Any]:
        """Run an operation; answers as it is sent."""
        return await self.execution.run(text, variables, None, self._context())

    async def subscribe(self, text: str, **variables: Any) -> Ask | dict[str, Any]:
        """Subscribe; answers what the hub is asked for, or why not as it is sent."""
        return await self.execution.subscribe(text, variables, None, self._context())

    async def follow(self, text: str, **variables: Any) -> Ask:
        """Subscribe, and be let in."""
        ask = await self.subscribe(text, **variables)
        assert isinstance(ask, Ask), ask
        return ask

    def _context(self) -> Context:
        expires_at = datetime.now(UTC) + timedelta(hours=1)
        return new_context(Principal(self.tenant, self.subject, self.scopes, expires_at), self.services)

    async def data(self, text: str, **variables: Any) -> dict[str, Any]:
        """Run an operation that goes well."""
        answer = await self.run(text, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    async def codes(self, text: str, **variables: Any) -> list[tuple[str, list[str | int] | None]]:
        """Run an operation that does not; tell each error's code and path."""
        errors = (await self.run(text, **variables))["errors"]
        return [(error["extensions"]["code"], error.get("path")) for error in errors]

    async def persona(self, name: str = "Maya", **fields: Any) -> str:
        """Make a persona; answers its id."""
        return (await self.data(CREATE_PERSONA, input={"name": name, **fields}))["saved"]["persona"]["id"]

    async def journey(self, **fields: Any) -> dict[str, Any]:
        """Make the journey Join, with other fields where given."""
        return (await self.data(CREATE_JOURNEY, input={**JOIN, **fields}))["saved"]["journey"]

    async def say(self, touchpoint: str, *emotions: str, channel: str = "WEB", **fields: Any) -> None:
        """Submit a feedback for each emotion."""
        for emotion in emotions:
            await self.submit(touchpoint, emotion=emotion, channel=channel, **fields)

    async def submit(self, touchpoint: str, **fields: Any) -> dict[str, Any]:
        """Submit a feedback under a key of its own; answers what became of it."""
        key = f"key-{datetime.now(UTC).timestamp()}"
        sent = {"idempotencyKey": key, "touchpointId": touchpoint, "channel": "WEB", **fields}
        return (await self.data(SUBMIT, input=sent))["sent"]


def ids(items: Collection[dict[str, Any]]) -> list[str]:
    """List the ids of objects."""
    return [item["id"] for item in items]
