"""What clients send, and what it means to the services."""
