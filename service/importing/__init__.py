"""Importing: a company's own export becomes feedback, row by row, through the one ingestion."""
