"""The address of a key set: a web address or a file."""

import time
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from service.errors import ConfigurationError

READ_SECONDS = 5
LARGEST_BYTES = 256 * 1024


def key_set_reader(address: str, *, production: bool) -> Callable[[], bytes]:
    """Make a function that reads what stands at `address`: https:, file:, a plain path, or http:.

    It blocks for about 5 s at most, takes 256 kB at most, and raises OSError, HTTPException or ValueError.
    In production http: is refused but for this machine itself: whoever can answer in the issuer's place can
    issue tokens. Raises ConfigurationError.
    """
    parts = urlsplit(address)
    if parts.scheme in {"", "file"}:
        return partial(_read_file, _existing(Path(unquote(parts.path) if parts.scheme else address)))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigurationError("HEARTLINE_JWT_JWKS_URL must be an https: address or a file.")
    if production and parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ConfigurationError("HEARTLINE_JWT_JWKS_URL must start with https: in production.")
    return partial(_read_web, address)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ConfigurationError(
            f"HEARTLINE_JWT_JWKS_URL names the file {path}, which is not there; put it there."
        )
    return path


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return _bounded(file.read(LARGEST_BYTES + 1))


def _read_web(address: str) -> bytes:
    request = Request(address, headers={"Accept": "application/jwk-set+json, application/json"})  # noqa: S310  checked when it was configured
    end = time.monotonic() + READ_SECONDS
    content = b""
    try:
        with _opener().open(request, timeout=READ_SECONDS) as response:
            while part := response.read1(LARGEST_BYTES):
                content = _bounded(content + part)
                if time.monotonic() > end:
                    raise TimeoutError("the key set came too slowly")
    except HTTPError as error:
        error.close()
        raise
    return content


def _opener() -> OpenerDirector:
    """Open the web only, and follow no redirect: that would leave the chosen address, or even https."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    return opener


def _bounded(content: bytes) -> bytes:
    if len(content) > LARGEST_BYTES:
        raise ValueError("the key set is larger than 256 kB")
    return content
