"""Where the emotion server is, and the token that opens it."""

import pytest

from service.analysers.address import address_of, token_of
from service.errors import ConfigurationError
from service.settings import Settings


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8080/", "https://emotion.example.com/models/go?wait=no", "http://emotion:8080/"]
)
def test_web_addresses_are_taken(url):
    """A server in the same network, or behind TLS."""
    assert address_of(Settings(emotion_url=url)) == url


@pytest.mark.parametrize("url", [None, "", "emotion:8080", "ftp://emotion/", "http://", "http://[::1", "/x"])
def test_others_are_refused_by_the_name_of_the_setting(url):
    """Whoever forgot it is told which one."""
    with pytest.raises(ConfigurationError, match=r"^HEARTLINE_EMOTION_URL must be an emotion server's http:"):
        address_of(Settings(emotion_url=url))


def test_a_password_in_the_address_is_refused():
    """Addresses are shown and logged; passwords are not: the message does not hold it either."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_EMOTION_TOKEN") as refused:
        address_of(Settings(emotion_url="https://me:hunter2@emotion.example.com/"))
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(("told", "token"), [(None, None), ("", None), ("hf_abc+/=", "hf_abc+/=")])
def test_a_token_may_be_set(told, token):
    """Empty is none."""
    assert token_of(Settings(emotion_token=told)) == token


@pytest.mark.parametrize("told", ["hf b", "hf\r\nX: y", "hfä", " hf"])
def test_a_token_that_no_header_holds_is_refused(told):
    """It is refused at the start, without being shown."""
    with pytest.raises(ConfigurationError, match="HEARTLINE_EMOTION_TOKEN") as refused:
        token_of(Settings(emotion_token=told))
    assert told not in str(refused.value)


def test_settings_do_not_show_the_token():
    """Not even where settings are printed."""
    assert "hf_secret" not in repr(Settings(emotion_token="hf_secret"))
