"""Types that show another object's attributes as their own, read when a client asks and not before."""

from typing import Any, NoReturn, TypeVar

from schema.wording import object_type
from service.auth.scopes import Scope
from service.errors import Forbidden

T = TypeVar("T")


class Mirror:
    """Shows what its fields name of `source`; what it sets itself comes first.

    So nothing is copied, and a score nobody asked for is never computed.
    """

    def __init__(self, source: object) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Python looks for its own special names here too
            raise AttributeError(name)
        return getattr(self._source, name)


def mirror_type(cls: type[T]) -> type[T]:
    """Make a GraphQL type of a mirror, described by its docstring, and keep how it is made."""
    if "__init__" not in vars(cls):
        cls.__init__ = Mirror.__init__  # type: ignore[assignment]  # a dataclass would make one of its fields
    return object_type(cls)


class Sealed:
    """What a mirror reflects for a bearer without journeys:read: what is given here, and else Forbidden."""

    def __init__(self, **known: object) -> None:
        vars(self).update(known)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        raise Forbidden(f"This needs a token with the scope {Scope.JOURNEYS_READ}.")
