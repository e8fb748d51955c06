"""Which JSON is answered, by the Accept header: the q first, then the order; or none."""

import pytest

from service.app.media import GRAPHQL_JSON, JSON, json_media


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
