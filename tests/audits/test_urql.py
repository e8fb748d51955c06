"""urql, as its makers publish it."""

import json

import pytest

from tests.audits.node import told
from tests.e2e.caller import Caller
from tests.e2e.maps import make_journey, places, said


@pytest.mark.usefixtures("_packages")
def test_asks_changes_and_follows(company: Caller):
    """Queries by GET, mutations by POST, a subscription as server-sent events, a refusal with its code."""
    journey = make_journey(company)
    words = {
        "address": company.http.base_url.netloc.decode(),
        "token": company.token,
        "journey": journey["id"],
        "input": said(places(journey)[0]),
    }
    heard = told("urql.mjs", json.dumps(words))
    assert [each for each in heard if each[0] == "update"] == [["update", 0], ["update", 1]]
    assert ["submit", False] in heard
    assert heard[-2:] == [["page", 1], ["refused", {"errors": ["GRAPHQL_VALIDATION_FAILED"]}]]
