"""The services that resolvers ask."""

from dataclasses import dataclass

from service.editing import Editing
from service.gate import Rates
from service.ingestion import Ingestion
from service.queries.atlas import Atlas
from service.queries.remarks import Remarks
from service.rollups import Rollups
from service.settings import Limits


@dataclass(frozen=True, slots=True)
class Services:
    """One of each, for all requests; `rates` where there are any."""

    atlas: Atlas
    remarks: Remarks
    editing: Editing
    rollups: Rollups
    ingestion: Ingestion
    limits: Limits
    rates: Rates | None = None
