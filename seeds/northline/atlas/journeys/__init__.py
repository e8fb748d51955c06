"""The three journeys Northline's team keeps."""
