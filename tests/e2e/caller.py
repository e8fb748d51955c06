"""A client of the API, as a frontend or a phone is one: a token, a document, variables."""

from dataclasses import dataclass
from typing import Any

import httpx2


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends GraphQL over HTTP for one tenant."""

    http: httpx2.Client
    tenant: str
    token: str | None

    def send(self, document: str, **variables: Any) -> httpx2.Response:
        """Post an operation and give the raw answer."""
        return self.post({"query": document, "variables": variables})

    def post(self, body: Any) -> httpx2.Response:
        """Post any JSON."""
        return self.http.post("/graphql", json=body, headers=self.headers)

    def answer(self, document: str, **variables: Any) -> dict[str, Any]:
        """Give the whole answer: `data`, `errors`."""
        response = self.send(document, **variables)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def ask(self, document: str, **variables: Any) -> Any:
        """Give the data of an answer without errors; the only root field's, where there is but one."""
        answer = self.answer(document, **variables)
        assert "errors" not in answer, answer["errors"]
        data = answer["data"]
        return next(iter(data.values())) if len(data) == 1 else data

    def codes(self, document: str, **variables: Any) -> list[str]:
        """Give the codes of the errors of an answer."""
        return [error["extensions"]["code"] for error in self.answer(document, **variables).get("errors", [])]

    @property
    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}
