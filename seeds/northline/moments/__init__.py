"""How each moment of Northline's journeys is met, felt, rated and spoken of."""
