"""What the kernel is told about a connection that is written to for long."""

import asyncio
import socket

UNSENT_BYTES = 16 * 1024
_INTERNET = {socket.AF_INET, socket.AF_INET6}


def keep_little_unsent(transport: asyncio.Transport) -> None:
    """Have the kernel take no more than it can send soon.

    Left alone it buffers 3 MB for a reader that has stopped: updates that are old when they arrive.
    With this it is 100 kB; where a system has no such option, everything else holds all the same.
    """
    option = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    connection = transport.get_extra_info("socket")
    if option is not None and connection is not None and connection.family in _INTERNET:
        connection.setsockopt(socket.IPPROTO_TCP, option, UNSENT_BYTES)
