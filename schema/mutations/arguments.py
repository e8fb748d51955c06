"""Arguments that mutations share."""

from typing import Annotated

import strawberry

from schema.inputs.touchpoint import EXPECTED

Id = Annotated[strawberry.ID, strawberry.argument(description="Its global id.")]
ExpectedRevision = Annotated[int | None, strawberry.argument(description=EXPECTED)]
