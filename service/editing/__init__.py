"""Editing the map: checked drafts, one transaction per edit, and a revision that tells who came first."""

from service.editing.journeys import JourneyEdits
from service.editing.personas import PersonaEdits
from service.editing.stages import StageEdits
from service.editing.touchpoints import TouchpointEdits

__all__ = ["Editing"]


class Editing(PersonaEdits, JourneyEdits, StageEdits, TouchpointEdits):
    """All edits of personas and journeys."""
