"""The five people Northline's team designs for."""
