"""Apollo Client's persisted queries, as its makers publish them."""

import pytest

from tests.clients.conftest import Node
from tests.e2e.caller import Caller


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_document_is_sent_once(node: Node, company: Caller, method: str):
    """The hash alone, then hash and document; a client that comes later sends the hash alone."""
    with node("persisted", company, method=method) as script:
        script.until(lambda heard: len(heard) == 5)
        assert script.end() == []
    tenant = {"tenant": company.tenant}
    asked = [words for words in script.heard if words != tenant]
    assert [words["sent"] for words in asked] == [False, True, False]
    assert asked[0]["method"] == asked[2]["method"] == method
    assert script.heard[2] == script.heard[4] == tenant
