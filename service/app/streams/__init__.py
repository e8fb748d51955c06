"""Answers that go on: server-sent events, and Apollo's multipart responses."""

from service.app.streams.accept import preferred, preferred_stream
from service.app.streams.form import Form
from service.app.streams.stream import Stream

__all__ = ["Form", "Stream", "preferred", "preferred_stream"]
