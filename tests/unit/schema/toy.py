"""A schema of nothing but trouble, to see how operations are executed."""

import asyncio
from dataclasses import dataclass

import strawberry
from pymongo.errors import AutoReconnect, ExecutionTimeout, OperationFailure

from scoring.vocabulary import Emotion
from service.errors import Forbidden

strawberry.enum(Emotion)


@strawberry.type
class Leaf:
    """Attributes of every kind of leaf."""

    text: str | None
    number: int
    share: float | None
    felt: Emotion | None
    tags: list[str]


@dataclass
class Found:
    """Stands for a Leaf without being one, as the objects of scoring do."""

    text: str | None = "ü"
    number: int = 1
    share: float | None = 0.5
    felt: Emotion | None = Emotion.JOY
    tags: tuple[str, ...] = ("a", "b")


@strawberry.interface
class Thing:
    """Has a name."""

    name: str


@strawberry.type
class Tree(Thing):
    """Attributes of object types, and resolvers beside them."""

    leaf: Leaf
    bare: Leaf | None
    leaves: list[Leaf]
    holes: list[Leaf | None]
    trees: list["Tree"]

    @strawberry.field
    def shout(self, times: int = 2) -> str:
        """Shout."""
        return self.name.upper() * times

    @strawberry.field
    async def later(self) -> Leaf:
        """Wait a little."""
        await asyncio.sleep(0)
        return self.leaf


def tree(name: str = "oak", **fields: object) -> Tree:
    """Grow a tree."""
    sound = {
        "leaf": Found(),
        "bare": None,
        "leaves": [Found(), Found(number=2)],
        "holes": [None],
        "trees": [],
    }
    return Tree(name=name, **{**sound, **fields})


@strawberry.type
class Query:
    """What can go wrong."""

    @strawberry.field
    def tree(self) -> Tree | None:
        """A sound one."""
        return tree(trees=[tree("elm")], bare=Found(text=None, share=None, felt=None))

    @strawberry.field
    def sick(self) -> Tree | None:
        """One whose leaf has a null where none may be, and whose leaves hold no numbers."""
        return tree(leaf=Found(number=None), leaves=[Found(), Found(number="no number")])

    @strawberry.field
    def rotten(self) -> Tree | None:
        """One without leaves."""
        return tree(leaf=object(), leaves=None)

    @strawberry.field
    def thing(self) -> Thing:
        """One seen as a thing."""
        return tree("ash")

    @strawberry.field
    async def boom(self, secret: str = "") -> str | None:
        """A bug."""
        raise ValueError(f"cannot read {secret}") from KeyError(secret)

    @strawberry.field
    def sealed(self) -> str | None:
        """Not for this token."""
        raise Forbidden("This needs a token with the scope feedback:read.")

    @strawberry.field
    def database(self, trouble: str) -> str | None:
        """A database in trouble."""
        raise {
            "gone": AutoReconnect("host:27017 closed"),
            "slow": ExecutionTimeout("took long"),
            "bug": OperationFailure("unknown operator: $foo"),
        }[trouble]

    @strawberry.field
    async def slow(self) -> str | None:
        """Longer than a query may take."""
        await asyncio.sleep(10)
        return "at last"

    @strawberry.field
    async def own_timeout(self) -> str | None:
        """A time-out of its own making."""
        raise TimeoutError

    @strawberry.field
    def add(self, left: int, right: int = 1) -> int:
        """Add."""
        return left + right


@strawberry.type
class Mutation:
    """What can be done."""

    @strawberry.mutation
    async def wait(self) -> bool:
        """Longer than a mutation may take."""
        await asyncio.sleep(10)
        return True


def toy() -> strawberry.Schema:
    """Make the schema."""
    return strawberry.Schema(query=Query, mutation=Mutation)
