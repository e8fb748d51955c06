"""A page that cannot be meant is refused before anything is read."""

import pytest

from service.errors import BadUserInput
from service.queries.paging import Page, PageRequest


@pytest.mark.parametrize(
    ("request_", "size", "forward"),
    [
        (PageRequest(), 20, True),
        (PageRequest(before="x"), 20, True),
        (PageRequest(first=0), 0, True),
        (PageRequest(first=100), 100, True),
        (PageRequest(last=7), 7, False),
        (PageRequest(last=0), 0, False),
        (PageRequest(most=5), 5, True),
    ],
)
def test_size_and_direction(request_: PageRequest, size: int, forward: bool) -> None:
    """20 from the start unless the client says otherwise; 0 is a size; a smaller bound bounds the default."""
    assert (request_.size, request_.forward) == (size, forward)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": -1}, "first is -1: pass 0 to 100"),
        ({"first": 101}, "first is 101: pass 0 to 100"),
        ({"last": -5}, "last is -5: pass 0 to 100"),
        ({"last": 51, "most": 50}, "last is 51: pass 0 to 50"),
        ({"first": 1, "last": 1}, "first and last are given together: pass one of them"),
    ],
)
def test_a_size_out_of_range_is_refused(arguments: dict[str, int], message: str) -> None:
    """The refusal names the argument, its value and the bounds."""
    with pytest.raises(BadUserInput) as caught:
        PageRequest(**arguments)
    assert caught.value.message == message


def test_a_page_of_something_else_keeps_its_place() -> None:
    """Making items into others touches neither cursors nor what lies around."""
    page = Page([1, 2], ["a", "b"], has_next_page=True, has_previous_page=False)
    assert page.of(str) == Page(["1", "2"], ["a", "b"], has_next_page=True, has_previous_page=False)
