"""What Northline's customers say, in their own words."""
