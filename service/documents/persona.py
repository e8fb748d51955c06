"""Who travels: a person made up from research, with what drives and worries them."""

from typing import Any, ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel

from service.documents.entry import Entry


class Attribute(Entry):
    """One open fact, such as location: Leeds."""

    key: str
    value: str


class Circumstances(Entry):
    """A short biography, with what the person needs, expects and cannot do."""

    narrative: str
    needs: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()


class Task(Entry):
    """One thing to do for a goal, and the touchpoints where it is done."""

    id: str
    title: str
    time_limit: str | None = None
    constraint: str | None = None
    touchpoint_ids: tuple[str, ...] = ()


class Goal(Entry):
    """What the person wants in the end."""

    id: str
    title: str
    tasks: tuple[Task, ...] = ()


class Persona(Entry):
    """A persona as read. `body` is the hash of the input that made it under an idempotency key."""

    id: str = Field(alias="_id")
    tenant: str
    name: str
    segment: str | None = None
    attributes: tuple[Attribute, ...] = ()
    circumstances: Circumstances | None = None
    goals: tuple[Goal, ...] = ()
    motivations: tuple[str, ...] = ()
    desired_outcomes: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    revision: int = 1
    body: bytes | None = None


class PersonaDocument(Persona, Document):
    """The collection of personas: its questions and its shape."""

    id: str = Field(alias="_id")  # type: ignore[assignment]  # beanie\'s own is an ObjectId

    class Settings:
        """Collection, questions and shape."""

        name = "personas"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("tenant", ASCENDING), ("name", ASCENDING), ("_id", ASCENDING)],
                name="which personas there are, by name",
            ),
            IndexModel(
                [("tenant", ASCENDING), ("segment", ASCENDING), ("name", ASCENDING), ("_id", ASCENDING)],
                name="which personas a segment has, by name",
            ),
        ]
        validator: ClassVar[dict[str, Any]] = {
            "required": ["tenant", "name", "revision"],
            "properties": {
                "tenant": {"bsonType": "string"},
                "name": {"bsonType": "string"},
                "revision": {"bsonType": ["int", "long"], "minimum": 1},
            },
        }
