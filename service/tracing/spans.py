"""Where spans begin: nowhere, until they are switched on."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any

from service.errors import ConfigurationError

Begin = Callable[[str, str | None, Mapping[str, Any]], AbstractContextManager[Any]]

_NOTHING = nullcontext()
_begin: Begin | None = None


def span(name: str, parent: str | None = None, **attributes: str | int) -> AbstractContextManager[Any]:
    """Measure what is done while entered; `parent` is a traceparent header that came with it."""
    return _NOTHING if _begin is None else _begin(name, parent, attributes)


def switch_on(begin: Begin | None = None) -> None:
    """Begin spans from now on: to the exporter OTEL_EXPORTER_OTLP_ENDPOINT names, or by `begin`.

    Raises ConfigurationError where the extra `otel` is not installed.
    """
    global _begin  # noqa: PLW0603  # a process traces or does not
    _begin = begin or _exporting()


def switch_off() -> None:
    """Begin none any more."""
    global _begin  # noqa: PLW0603  # as above
    _begin = None


def _exporting() -> Begin:
    try:
        exporting: Begin = import_module("service.tracing.otel").exporting()
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("opentelemetry"):
            raise
        raise ConfigurationError(
            "HEARTLINE_OTEL is on and OpenTelemetry is not installed: install heartline[otel]"
        ) from None
    return exporting
