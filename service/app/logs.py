"""Logs: events with fields, one JSON object a line, on standard error; never a person's words."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

from service.stack import stack_of

FILLED_IN = re.compile(r"[\n(]")

log = structlog.get_logger()


def configure_logs(level: str) -> None:
    """Write events of this level and above, and what libraries warn of."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            wordless_stack,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    if not any(isinstance(handler, Library) for handler in logging.root.handlers):
        logging.root.addHandler(Library(logging.WARNING))


def wordless_stack(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by `stack`."""
    match event.pop("exc_info", None):
        case BaseException() as error:
            event["stack"] = stack_of(error)
        case (_, error, _):
            event["stack"] = stack_of(error)
        case told if told:
            event["stack"] = stack_of(sys.exception())
    return event


class Library(logging.Handler):
    """Writes what a library logs as an event: its own words, not what it would fill in."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        write = log.error if record.levelno >= logging.ERROR else log.warning
        said = str(record.msg).strip()
        if record.name == "asyncio":  # fills in what failed, and with what, before it logs
            said = FILLED_IN.split(said, 1)[0]
        write("library.said", library=record.name, said=said, exc_info=record.exc_info)
