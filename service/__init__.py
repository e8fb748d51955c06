"""The service: storage, bearers, ingestion, score reads and the wiring of them all."""

__version__ = "0.1.0"
