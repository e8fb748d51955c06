"""Which JSON is answered, by the Accept header: the q first, then the order; or none."""

import time

import pytest

from service.app.media import GRAPHQL_JSON, JSON, json_media
from service.app.streams import preferred_stream


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        (JSON, JSON),
        ("Application/JSON; charset=utf-8", JSON),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}, {JSON}", GRAPHQL_JSON),
        (f"{JSON}, {GRAPHQL_JSON}", JSON),
        (f"{JSON};q=0.9, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON};q=0.8, {JSON};q=0.9", JSON),
        (f"{GRAPHQL_JSON};q=0.1, */*", JSON),
        (f"{JSON};q=0.1, */*", GRAPHQL_JSON),
        (f"{JSON};q=0, */*", GRAPHQL_JSON),
        (f"*/*;q=0, {GRAPHQL_JSON};q=0.1", GRAPHQL_JSON),
        (f"text/event-stream, multipart/mixed, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f'text/plain; a=", {JSON}", {GRAPHQL_JSON}', GRAPHQL_JSON),
        ("text/html", None),
        ("text/*, image/png", None),
        ("application/graphql", None),
        (f"{JSON};q=0", None),
        (f"*/*, {JSON};q=0, {GRAPHQL_JSON};q=0.0", None),
        ("*/*;q=0", None),
        (f"{JSON};q=much", None),
    ],
)
def test_the_type_that_is_liked_better(accept, media):
    """The most specific range tells how much a type is liked; equally liked, the first that is named."""
    assert json_media(accept) == media


def test_a_header_that_is_far_too_long():
    """It takes nothing, and is answered at once: one of 2 MB took 2 s, and its 80 MB were kept."""
    accept = "a/b," * 500_000 + JSON
    began = time.process_time()
    assert json_media(accept) is None
    assert preferred_stream(accept) is None
    assert time.process_time() - began < 0.05
