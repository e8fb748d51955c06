"""What is stored: one file per collection, with its shape, its invariants and the questions its indexes answer."""
