"""Arithmetic with names: what every score of Heartline means, and nothing else."""
