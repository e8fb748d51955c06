"""MongoDB: the connection, the embedded server, and the one way to a tenant's data."""
