"""What is stored: a file per collection, with shape, invariants and the questions its indexes answer."""
