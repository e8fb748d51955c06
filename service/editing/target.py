"""What an edit is aimed at: a journey, by its own id or by that of something in it."""

from dataclasses import dataclass
from typing import Final, Self

from service.documents.ids import Kind
from service.editing.naming import an_id
from service.editing.spot import Spot
from service.errors import Conflict, NotFound, ProblemCode

FIELDS: Final = {
    Kind.JOURNEY: "_id",
    Kind.STAGE: "stages.id",
    Kind.TOUCHPOINT: "touchpoints.id",
    Kind.PERSONA: "_id",
}


@dataclass(frozen=True, slots=True)
class Target:
    """An id, where it stood in the input, and the revision the client believes in (None: any)."""

    kind: Kind
    id: str
    expected_revision: int | None
    path: tuple[str, ...]

    @classmethod
    def of(cls, kind: Kind, id_: str, expected_revision: int | None, *path: str) -> Self:
        """Aim at an id; raises InvalidInput MALFORMED for what is no id of that kind."""
        spot = Spot(path)
        an_id(kind)(id_, spot)
        spot.settle()
        return cls(kind, id_, expected_revision, path)

    @property
    def where(self) -> dict[str, str]:
        """Match the document that holds it."""
        return {FIELDS[self.kind]: self.id}

    def missing(self) -> NotFound:
        """Say that nothing is there."""
        return NotFound(f"there is no {self.kind.name.lower()} {self.id}", self.path)

    def check_revision(self, revision: int) -> None:
        """Raise Conflict STALE_REVISION where somebody has changed it since."""
        if self.expected_revision not in {None, revision}:
            raise Conflict(
                ProblemCode.STALE_REVISION,
                f"expectedRevision is {self.expected_revision}, but revision {revision} is current: "
                "read it again and repeat the edit on that",
                (*self.path[:-1], "expectedRevision"),
                current_revision=revision,
            )
