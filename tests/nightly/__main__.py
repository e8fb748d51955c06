"""`python -m tests.nightly`: schemathesis asks the service whatever its schema allows, by the thousand.

Too long for every change, and never twice the same: so it is run by night, and its findings become tests.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import schema
from service.app.logs import configure_logs
from service.mongo.embedded import EmbeddedMongo
from tests.conftest import fast_folder
from tests.e2e.caller import Caller
from tests.e2e.conftest import migrated
from tests.e2e.maps import make_journey, make_persona, places, submit
from tests.e2e.serving import own_settings, serving

HERE = Path(__file__).parent
COMMITTED = Path(schema.__file__).with_name("schema.graphql")


def main() -> int:
    """Serve a company with a map and have it asked; give schemathesis' own exit code."""
    configure_logs("error")
    database = f"test-{uuid4().hex}"
    with fast_folder() as folder, EmbeddedMongo(folder) as mongo:
        asyncio.run(migrated(mongo.uri, database))
        with serving(own_settings(mongo.uri, database)) as service:
            caller = service.newcomer()
            make_persona(caller)
            submit(caller, places(make_journey(caller))[0])
            return asked(caller, os.environ.get("EXAMPLES", "200"))


def asked(caller: Caller, examples: str) -> int:
    """Run schemathesis in its own environment."""
    command = [
        *(
            str(HERE / ".venv/bin/schemathesis"),
            "run",
            str(COMMITTED),
            "--url",
            f"{caller.http.base_url}/graphql",
        ),
        *("--header", f"Authorization: Bearer {caller.token}", "--checks", "not_a_server_error"),
        *("--max-examples", examples, "--max-response-time", "5", "--continue-on-failure"),
    ]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "scalars", "PYTHONPATH": str(HERE)}
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  # our own command


sys.exit(main())
