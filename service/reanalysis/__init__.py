"""Reanalysis: stored texts read again by another analyser, beside a running service."""

from service.reanalysis.outcome import Outcome
from service.reanalysis.pages import tenants_of
from service.reanalysis.reanalysis import Reanalysis

__all__ = ["Outcome", "Reanalysis", "tenants_of"]
