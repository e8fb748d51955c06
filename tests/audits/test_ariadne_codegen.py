"""A partner's typed Python client, generated from the schema, in an environment of its own."""

import json
from pathlib import Path

import pytest

import schema
from tests.audits.node import HERE, ran
from tests.e2e.caller import Caller

COMMITTED = Path(schema.__file__).with_name("schema.graphql")
OWN = HERE / "python/.venv"
CONFIG = f"""[tool.ariadne-codegen]
schema_path = "{COMMITTED}"
queries_path = "{HERE / "operations.graphql"}"
target_package_name = "heartline_client"
client_name = "Heartline"
scalars.Seq.type = "int"
scalars.DateTime.type = "datetime.datetime"
scalars.Date.type = "datetime.date"
"""


@pytest.mark.skipif(not (OWN / "installed").exists(), reason="its environment is missing: `make clients`")
def test_a_generated_client(company: Caller, tmp_path: Path):
    """It makes, submits, reads, follows and is refused, with the types that the schema promises."""
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    ran(str(OWN / "bin/ariadne-codegen"), cwd=tmp_path)
    words = {"address": company.http.base_url.netloc.decode(), "token": company.token}
    python, script = str(OWN / "bin/python"), str(HERE / "python/use.py")
    heard = [
        json.loads(line)
        for line in ran("env", f"PYTHONPATH={tmp_path}", python, script, json.dumps(words)).splitlines()
    ]
    assert heard == [
        ["FeedbackAccepted", False, True],
        ["FeedbackAccepted", True, True],
        ["Conflict", "KEY_REUSED"],
        [1, [1]],
        ["SNAPSHOT", 1, 1],
        [["BAD_USER_INPUT"]],
    ]
