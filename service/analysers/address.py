"""Where the emotion server is, and the token that opens it: as they are set, if they can be meant."""

import re

import httpx2

from service.errors import ConfigurationError
from service.settings import Settings

_TOKEN = re.compile(r"[!-~]+")


def address_of(settings: Settings) -> str:
    """Return the address. Raises ConfigurationError unless it is a web address without a password."""
    try:
        url = httpx2.URL(settings.emotion_url or "")
    except httpx2.InvalidURL:
        url = httpx2.URL("")
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError("HEARTLINE_EMOTION_URL must be an emotion server's http: or https: address.")
    if url.userinfo:
        raise ConfigurationError("HEARTLINE_EMOTION_URL holds a password; use HEARTLINE_EMOTION_TOKEN.")
    return str(url)


def token_of(settings: Settings) -> str | None:
    """Return the token, None if there is none. Raises ConfigurationError if no header could hold it."""
    token = settings.emotion_token or None
    if token and not _TOKEN.fullmatch(token):
        raise ConfigurationError("HEARTLINE_EMOTION_TOKEN must be ASCII without blanks; set it as issued.")
    return token
