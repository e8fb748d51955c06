"""Spans: where OpenTelemetry is switched on; elsewhere nothing, not even an import."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.errors import ConfigurationError
from service.tracing import span, spans, switch_off, switch_on
from service.tracing.otel import beginning

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def finished() -> Iterator[InMemorySpanExporter]:
    """Switch spans on, into memory."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    switch_on(beginning(provider))
    yield exporter
    switch_off()
    provider.shutdown()


def test_spans_nest(finished):
    """The outer one belongs to the caller's trace, the inner one to the outer; attributes are kept."""
    with span("http", PARENT), span("commit", items=3):
        pass
    inner, outer = finished.get_finished_spans()
    assert (inner.name, dict(inner.attributes)) == ("commit", {"items": 3})
    assert inner.parent.span_id == outer.context.span_id
    assert f"{outer.context.trace_id:x}" == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert f"{outer.parent.span_id:016x}" == "00f067aa0ba902b7"


def test_an_error_says_nothing(finished):
    """A span ends with what it measured; the text of an error does not leave the process."""
    with pytest.raises(ValueError, match="secret"), span("http"):
        raise ValueError("secret")
    [ended] = finished.get_finished_spans()
    assert "secret" not in ended.to_json()


def test_switched_off_it_is_nothing():
    """The same object each time: a span costs a call."""
    assert span("a") is span("b", PARENT, items=1)


def test_nothing_is_imported_unless_switched_on():
    """A service without the extra does not know of OpenTelemetry."""
    check = "import sys, service.app.create; sys.exit('opentelemetry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0  # noqa: S603  our own words


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    """Who switches it on without it is told at the start, not at the first request."""

    def missing(_):
        raise ModuleNotFoundError("No module named 'opentelemetry'", name="opentelemetry")

    monkeypatch.setattr(spans, "import_module", missing)
    with pytest.raises(ConfigurationError, match=r"install heartline\[otel\]"):
        switch_on()
