"""A mirror shows its source and what it sets itself; a sealed source shows what it was given."""

import pytest

from schema.mirror import Mirror, Sealed
from service.errors import Forbidden


class Source:
    """Counts how often it is asked."""

    asked = 0

    @property
    def name(self):
        """Answer slowly."""
        self.asked += 1
        return "source"


class Image(Mirror):
    """Sets something itself."""

    def __init__(self, source):
        super().__init__(source)
        self.own = "own"


def test_a_mirror_asks_when_it_is_asked():
    """Nothing is read before; what is its own is not read at all."""
    source = Source()
    image = Image(source)
    assert (source.asked, image.own, image.name, source.asked) == (0, "own", "source", 1)


def test_a_mirror_has_no_more_than_its_source():
    """What neither has is missing, and Python's own questions are answered as for any object."""
    image = Image(Source())
    with pytest.raises(AttributeError, match="colour"):
        _ = image.colour
    assert not hasattr(image, "__await__")


def test_a_sealed_source_tells_what_it_was_given():
    """Anything else names the scope it takes."""
    image = Image(Sealed(id="a", name="b"))
    assert (image.id, image.name) == ("a", "b")
    with pytest.raises(Forbidden, match="journeys:read"):
        _ = image.channels
    assert not hasattr(image, "__await__")
