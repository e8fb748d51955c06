"""A phone on a bad network: it sends the same again, to whoever listens, until it is answered."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx2


@dataclass
class Phone:
    """Posts operations to the first of its addresses that answers."""

    http: httpx2.AsyncClient
    addresses: list[str]
    token: str
    retries: int = 0

    async def ask(self, document: str, **variables: Any) -> Any:
        """Post an operation until it is answered without OVERLOADED; give its root field."""
        while True:
            answer = await self._try({"query": document, "variables": variables})
            errors = answer.get("errors", [])
            assert {error["extensions"]["code"] for error in errors} <= {"OVERLOADED"}, answer
            if not errors:
                return next(iter(answer["data"].values()))
            self.retries += 1
            await asyncio.sleep(0.05)

    async def _try(self, body: dict[str, Any]) -> dict[str, Any]:
        try:
            headers = {"Authorization": f"Bearer {self.token}"}
            response = await self.http.post(f"{self.addresses[0]}/graphql", json=body, headers=headers)
            answer: dict[str, Any] = response.json()
        except httpx2.TransportError:
            self.addresses.append(self.addresses.pop(0))
            return {"errors": [{"extensions": {"code": "OVERLOADED"}}]}
        return answer
