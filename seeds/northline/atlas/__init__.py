"""The map of Northline: who travels, and along which journeys."""
