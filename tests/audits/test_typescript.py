"""A frontend in TypeScript, generated from the schema."""

import shutil
from pathlib import Path

import pytest

import schema
from tests.audits.node import HERE, ran

COMMITTED = Path(schema.__file__).with_name("schema.graphql")
STRICT = (
    *("--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--lib", "es2022"),
    *("--module", "esnext", "--moduleResolution", "bundler"),
)


@pytest.mark.usefixtures("_packages")
def test_what_is_generated_compiles(tmp_path: Path):
    """GraphQL Code Generator takes the schema; tsc knows every field, and refuses a wrong use."""
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    shutil.copy(HERE / "use.ts", tmp_path)
    ran("node", str(HERE / "generate.mjs"), str(COMMITTED), str(HERE / "operations.graphql"), str(tmp_path))
    ran(str(HERE / "node_modules/.bin/tsc"), *STRICT, "use.ts", cwd=tmp_path)
    generated = (tmp_path / "api.ts").read_text()
    assert "export type SubmitFeedbackInput = {" in generated
    assert " any;" not in generated
