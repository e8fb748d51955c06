"""OpenTelemetry: imported only where it is switched on. Its own variables (OTEL_...) configure it."""

import atexit
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_PROPAGATOR = TraceContextTextMapPropagator()


def exporting() -> Callable[[str, str | None, Mapping[str, Any]], AbstractContextManager[Span]]:
    """Send spans in batches; what is left is sent at the end of the process."""
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: "heartline"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    atexit.register(provider.shutdown)
    return beginning(provider)


def beginning(
    provider: TracerProvider,
) -> Callable[[str, str | None, Mapping[str, Any]], AbstractContextManager[Span]]:
    """Begin spans of a provider. Exceptions are not recorded: their text may be a client's."""
    tracer = provider.get_tracer("heartline")

    def begin(name: str, parent: str | None, attributes: Mapping[str, Any]) -> AbstractContextManager[Span]:
        context = _PROPAGATOR.extract({"traceparent": parent}) if parent else None
        return tracer.start_as_current_span(
            name, context, attributes=attributes, record_exception=False, set_status_on_exception=False
        )

    return begin
