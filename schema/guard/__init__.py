"""What a document may ask for: counted once, before validation, in a pass that is linear in the document."""

from schema.guard.cost import Cost
from schema.guard.guard import Findings, Guard
from schema.guard.validation import valid

__all__ = ["Cost", "Findings", "Guard", "valid"]
