"""Readiness: what is missing is named."""

from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from service.app import probes as module
from service.app.probes import Probes


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> Probes:
    """Probe a database that is in order."""

    async def is_so(*_: object) -> bool:
        return True

    monkeypatch.setattr(module, "migrated", is_so)
    probes = Probes("")
    probes.open(SimpleNamespace(ping=is_so))  # type: ignore[arg-type]
    return probes


async def missing(probes: Probes) -> Any:
    """Ask what is missing."""
    return orjson.loads((await probes.ready(SimpleNamespace())).body).get("missing")  # type: ignore[arg-type]


async def test_a_change_stream_that_is_behind(probes: Probes, monkeypatch: pytest.MonkeyPatch):
    """It may be for a while, as in a step-down; then the process is not ready, until it has caught up."""
    hub = SimpleNamespace(fresh=False)
    probes.follow(hub)  # type: ignore[arg-type]
    assert await missing(probes) is None
    monkeypatch.setattr(module, "STALE_SECONDS", -1)
    assert await missing(probes) == "the change stream"
    monkeypatch.setattr(module, "STALE_SECONDS", 5)
    hub.fresh = True
    assert await missing(probes) is None
