"""The specification of GraphQL over HTTP, as its own authors' audits read it."""

import json
from collections import Counter

import pytest

from tests.audits.node import told
from tests.e2e.caller import Caller

AUDITS = 61


@pytest.mark.usefixtures("_packages")
def test_every_audit(company: Caller):
    """All pass, MUST, SHOULD and MAY, with the slash at the end and without."""
    address = company.http.base_url.netloc.decode()
    results = told("graphql_http.mjs", json.dumps({"address": address, "token": company.token}))
    assert [result for result in results if result["status"] != "ok"] == []
    assert Counter(result["path"] for result in results) == {"/graphql": AUDITS, "/graphql/": AUDITS}
