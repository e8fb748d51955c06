"""Documents that need not be sent again: those clients have sent before, and those the operator trusts."""

from service.known.known import Known
from service.known.persisted import Persisted
from service.known.reference import reference_of
from service.known.trusted import Trusted

__all__ = ["Known", "Persisted", "Trusted", "reference_of"]
