"""Ingestion: feedback comes in once, however often it is sent, and goes out exactly when it must."""

from service.ingestion.draft import Draft
from service.ingestion.intake import Accepted, Forgotten, Ingestion
from service.ingestion.refs import Refs

__all__ = ["Accepted", "Draft", "Forgotten", "Ingestion", "Refs"]
