"""Answers that go on: server-sent events, and Apollo's multipart responses."""

from service.app.streams.accept import preferred_stream, prefers_events
from service.app.streams.form import EVENTS, Form
from service.app.streams.stream import Stream

__all__ = ["EVENTS", "Form", "Stream", "preferred_stream", "prefers_events"]
