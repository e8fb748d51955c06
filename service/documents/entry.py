"""What every stored model shares: it never changes, and its fields are stored under the names of the API."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Entry(BaseModel):
    """A frozen part of a document, snake_case here and camelCase stored; unknown fields are passed over."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=True, validate_by_alias=True
    )

    def changed(self, **fields: object) -> Self:
        """Make the one that has these fields instead; `model_copy` would copy what was cached."""
        return self.model_validate({**dict(self), **fields})

    def stored(self) -> dict[str, Any]:
        """Give what the database keeps of it."""
        return self.model_dump(by_alias=True)
