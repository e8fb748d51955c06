"""What tests of the API ask for: the schema on the real parts, without HTTP."""

import pytest

from schema.build import build_schema
from schema.execution import Execution
from schema.services import Services
from service.app.parts import Parts
from service.settings import Limits
from tests.service.api.client import Client


@pytest.fixture(scope="session")
def execution() -> Execution:
    """Put the schema together once."""
    return Execution(build_schema(), Limits())


@pytest.fixture
def client(execution: Execution, parts: Parts) -> Client:
    """Ask as a token of the tenant acme that may do everything."""
    services = Services(parts.atlas, parts.remarks, parts.editing, parts.rollups, parts.ingestion, Limits())
    return Client(execution, services)
