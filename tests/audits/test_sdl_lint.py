"""The schema, as other people's rules see it."""

from pathlib import Path

import pytest

import schema
from tests.audits.node import told

COMMITTED = Path(schema.__file__).with_name("schema.graphql")


@pytest.mark.usefixtures("_packages")
def test_no_problem_is_left():
    """graphql-schema-linter, Relay's connections among its rules, finds nothing."""
    [found] = told("lint.mjs", str(COMMITTED))
    assert found["errors"] == []
    applied = {"relay-connection-types-spec", "relay-page-info-spec", "defined-types-are-used"}
    assert applied <= set(found["rules"])
