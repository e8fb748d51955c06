"""The server that carries the application, for `heartline serve` and for tests alike."""

from collections.abc import Callable
from typing import Any

from service.app.wire import SocketProtocol, StreamProtocol, WireConfig
from service.settings import Settings

BACKLOG = 4_096
"""Connections that may wait to be accepted: a balancer that restarts brings its thousands at once."""


def server_config(settings: Settings, app: Callable[..., Any] | str, workers: int = 1) -> WireConfig:
    """Configure uvicorn. `app` is an application, or the import name of what makes one (for workers)."""
    limits = settings.limits
    config = WireConfig(
        app,
        factory=isinstance(app, str),
        loop="uvloop",
        http=StreamProtocol,
        ws=SocketProtocol,
        ws_max_size=limits.socket_frame_bytes,
        ws_ping_interval=limits.socket_ping_seconds,
        ws_ping_timeout=limits.socket_pong_seconds,
        ws_per_message_deflate=False,  # a shared frame is written as it is; and 5,000 deflaters are 300 MB
        workers=workers,
        backlog=BACKLOG,
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=limits.shutdown_seconds,
    )
    config.unread_seconds = limits.unread_seconds
    config.head_seconds, config.head_bytes = limits.body_seconds, limits.body_bytes
    return config
