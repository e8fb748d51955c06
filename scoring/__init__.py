"""Arithmetic with names: every number Heartline shows, from integer counts, with no database and no clock."""
