"""Logs: one JSON object a line, and never a person's words."""

import io
import json
import logging
import sys

import pytest
import structlog

from service.app.logs import Library, configure_logs

SECRET = "the ring is under the stairs"


@pytest.fixture
def lines(monkeypatch):
    """Write events to memory; give what was written."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    configure_logs("info")
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    structlog.reset_defaults()


def fail():
    """Raise an error that quotes a person, caused by another one that does."""
    raise ValueError(SECRET) from KeyError(SECRET)


@pytest.mark.parametrize("as_what", ["exception", "error", "instance", "tuple"])
def test_a_stack_has_no_words(lines, as_what):
    """Where, and of which type, cause by cause; not what the error says."""
    log = structlog.get_logger()
    try:
        fail()
    except ValueError as error:
        told = {"exception": True, "error": True, "instance": error, "tuple": sys.exc_info()}[as_what]
        log.exception("it.failed", exc_info=told)
    [event] = lines()
    assert SECRET not in json.dumps(event)
    assert (event["event"], event["level"]) == ("it.failed", "error")
    assert event["stack"].startswith("builtins.ValueError\n")
    assert "builtins.KeyError\n" in event["stack"]
    assert "in fail" in event["stack"]


def test_without_an_error_there_is_no_stack(lines):
    """An event of which nothing failed has its fields alone."""
    structlog.get_logger().info("it.went", items=3, exc_info=False)
    [event] = lines()
    assert {key: value for key, value in event.items() if key != "timestamp"} == {
        "event": "it.went",
        "level": "info",
        "items": 3,
    }


def test_what_a_library_says_is_an_event(lines):
    """Its words as they stand in its source; what it fills in may be a client's."""
    handler = Library(logging.WARNING)
    logger = logging.Logger("some.library")  # noqa: LOG001  # registered nowhere, so no other test meets it
    logger.addHandler(handler)
    logger.warning("Invalid request %s", SECRET)
    logger.info("nothing of note")
    try:
        fail()
    except ValueError:
        logger.exception("Exception in application\n")
    warned, failed = lines()
    assert (warned["event"], warned["level"]) == ("library.said", "warning")
    assert (warned["library"], warned["said"]) == ("some.library", "Invalid request %s")
    assert (failed["level"], failed["said"]) == ("error", "Exception in application")
    assert "in fail" in failed["stack"]
    assert SECRET not in json.dumps([warned, failed])


@pytest.mark.parametrize(
    ("logged", "said"),
    [
        (
            f"Task exception was never retrieved\nfuture: <Task ValueError('{SECRET}')>",
            "Task exception was never retrieved",
        ),
        (f"Exception in callback take('{SECRET}')\nhandle: <Handle>", "Exception in callback take"),
    ],
)
def test_what_asyncio_fills_in_is_left_out(lines, logged, said):
    """It quotes errors and arguments in its messages."""
    Library(logging.WARNING).emit(logging.LogRecord("asyncio", logging.ERROR, "", 0, logged, None, None))
    [event] = lines()
    assert (event["library"], event["said"]) == ("asyncio", said)


def test_libraries_are_listened_to_once(lines):
    """However often logs are configured, a library's word is written once."""
    for _ in range(3):
        configure_logs("info")
    assert len([each for each in logging.root.handlers if isinstance(each, Library)]) == 1
    assert lines() == []
