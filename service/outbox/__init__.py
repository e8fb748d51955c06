"""The outbox: every commit that moves a score raises a pulse and leaves a change behind."""

from service.outbox.change import Committed, Note
from service.outbox.deltas import StoredDeltas
from service.outbox.lease import SlotLease
from service.outbox.publish import Outbox

__all__ = ["Committed", "Note", "Outbox", "SlotLease", "StoredDeltas"]
