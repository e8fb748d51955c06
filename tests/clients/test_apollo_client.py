"""Apollo Client, as its makers publish it: one cache for what is asked and what comes."""

from typing import Any

import pytest

from service.documents.ids import Kind, new_id
from tests.clients.conftest import Node
from tests.clients.expected import Followed
from tests.e2e.caller import Caller


@pytest.mark.parametrize("transport", ["socket", "multipart"])
def test_a_watched_query_moves_when_an_update_comes(node: Node, company: Caller, transport: str):
    """Over GraphQLWsLink and over HttpLink's multipart alike: nothing is asked again, the score moves."""
    journey = Followed.new(company)
    told = {"journey": journey.id, "unknown": new_id(Kind.JOURNEY), "transport": transport}
    with node("apollo", company, **told) as script:

        def of(name: str) -> list[Any]:
            return [plain(words[name]) for words in script.heard if name in words]

        script.until(lambda _: of("page") and of("update") and of("refused"))
        assert of("page") == [journey.page(0)]
        assert of("update") == [journey.snapshot()]
        [refused] = of("refused")
        assert [error["extensions"]["code"] for error in refused] == ["NOT_FOUND"]
        journey.submit(1)
        script.until(lambda _: len(of("page")) == 2 and len(of("update")) == 2)
        assert of("page")[1] == journey.page(1)
        assert of("update")[1] == journey.update(1, "FEEDBACK", 1)
        assert script.end() == []


def plain(data: Any) -> Any:
    """Leave out the `__typename` that Apollo asks for everywhere."""
    if isinstance(data, dict):
        return {name: plain(value) for name, value in data.items() if name != "__typename"}
    return [plain(each) for each in data] if isinstance(data, list) else data
