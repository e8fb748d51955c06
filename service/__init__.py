"""The service: storage, bearers, ingestion, score reads and the wiring of them all."""
